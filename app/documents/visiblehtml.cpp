// SPDX-License-Identifier: MIT
#include "app/documents/visiblehtml.h"

#include "app/documents/textgrid.h"
#include "app/text/htmltag.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace documents {

using text::HtmlTag;

namespace {

constexpr qsizetype DeepestNesting = 500;
constexpr int WidestSpan = 1000; // as in the HTML standard

using Names = QSet<QString>;

/// Their content is text, not elements, and never shown.
const Names &rawElements() {
    static const Names names{u"script"_s, u"style"_s, u"title"_s};
    return names;
}

/// Qt would hide what follows a <link> outside of <head>, and ask for style sheets.
const Names &machinery() {
    static const Names names{u"link"_s, u"meta"_s, u"base"_s};
    return names;
}

const Names &voidElements() {
    static const Names names{u"area"_s, u"br"_s, u"col"_s, u"embed"_s, u"hr"_s, u"img"_s, u"input"_s,
        u"param"_s, u"source"_s, u"track"_s, u"wbr"_s};
    return names;
}

/// Blocks that end a paragraph which was not closed.
const Names &blocks() {
    static const Names names{u"address"_s, u"article"_s, u"aside"_s, u"blockquote"_s, u"center"_s,
        u"details"_s, u"div"_s, u"dl"_s, u"dd"_s, u"dt"_s, u"fieldset"_s, u"figure"_s, u"footer"_s, u"form"_s,
        u"h1"_s, u"h2"_s, u"h3"_s, u"h4"_s, u"h5"_s, u"h6"_s, u"header"_s, u"hr"_s, u"li"_s, u"main"_s,
        u"nav"_s, u"ol"_s, u"p"_s, u"pre"_s, u"section"_s, u"table"_s, u"ul"_s};
    return names;
}

/// Which elements, left open, the start of another one of `name` ends, and inside of what they are looked
/// for.
struct ImpliedEnd {
    Names ended;
    Names inside;
};

const ImpliedEnd *impliedEnd(const QString &name) {
    static const Names lists{u"ul"_s, u"ol"_s, u"table"_s};
    static const Names table{u"table"_s};
    static const ImpliedEnd item{{u"li"_s}, lists};
    static const ImpliedEnd term{{u"dt"_s, u"dd"_s}, {u"dl"_s, u"table"_s}};
    static const ImpliedEnd cell{{u"td"_s, u"th"_s}, {u"tr"_s, u"table"_s}};
    static const ImpliedEnd row{{u"tr"_s}, table};
    static const ImpliedEnd group{{u"thead"_s, u"tbody"_s, u"tfoot"_s}, table};
    static const QHash<QString, const ImpliedEnd *> all{{u"li"_s, &item}, {u"dt"_s, &term}, {u"dd"_s, &term},
        {u"td"_s, &cell}, {u"th"_s, &cell}, {u"tr"_s, &row}, {u"thead"_s, &group}, {u"tbody"_s, &group},
        {u"tfoot"_s, &group}};
    return all.value(name);
}

/// Qt's lists take quadratic time for their items, and their marks are not read anyway.
QString written(const QString &name) {
    static const Names lists{u"ul"_s, u"ol"_s, u"li"_s, u"menu"_s, u"dir"_s};
    return lists.contains(name) ? u"div"_s : name;
}

/// By the attribute `hidden`, or `display: none`.
bool isHidden(const HtmlTag &tag) {
    if (tag.find("hidden"_L1))
        return true;
    const HtmlTag::Attribute *style = tag.find("style"_L1);
    if (!style)
        return false;
    QString plain = style->value.toString().toLower();
    plain.removeIf([](QChar c) { return c.isSpace(); });
    const qsizetype at = plain.indexOf("display:none"_L1);
    return at == 0 || (at > 0 && plain[at - 1] == u';');
}

/// Rows or columns of a cell.
int spanOf(const HtmlTag &tag, QLatin1StringView attribute) {
    const HtmlTag::Attribute *found = tag.find(attribute);
    return found ? std::clamp(found->value.toInt(), 1, WidestSpan) : 1;
}

class Cleaner {
public:
    explicit Cleaner(const QString &html)
        : m_in(html) {}

    VisibleHtml clean() {
        qsizetype at = 0;
        while (at < m_in.size() && m_error.isEmpty()) {
            const qsizetype open = m_in.indexOf(u'<', at);
            text(m_in.sliced(at, (open < 0 ? m_in.size() : open) - at));
            at = open < 0 ? m_in.size() : markup(open);
        }
        return m_error.isEmpty() ? VisibleHtml{m_out, {}} : VisibleHtml{{}, m_error};
    }

private:
    /// What begins with the "<" at `open`; where it ends.
    qsizetype markup(qsizetype open) {
        const QStringView rest = m_in.sliced(open);
        if (rest.startsWith(u"<!--"))
            return behind(u"-->", open + 2);
        if (rest.startsWith(u"<!") || rest.startsWith(u"<?"))
            return behind(u">", open);
        const HtmlTag tag = text::htmlTagAt(m_in, open);
        if (tag.name.isEmpty()) {
            text(u"&lt;");
            return open + 1;
        }
        if (tag.closing) {
            if (m_openCounts.value(tag.name) > 0)
                closeThrough({tag.name}, {});
            return tag.end;
        }
        if (rawElements().contains(tag.name)) {
            const qsizetype close = m_in.indexOf(u"</"_s + tag.name, tag.end, Qt::CaseInsensitive);
            return close < 0 ? m_in.size() : text::htmlTagAt(m_in, close).end;
        }
        if (!machinery().contains(tag.name))
            begin(tag);
        return tag.end;
    }

    qsizetype behind(QStringView end, qsizetype from) const {
        const qsizetype at = m_in.indexOf(end, from);
        return at < 0 ? m_in.size() : at + end.size();
    }

    void begin(const HtmlTag &tag) {
        if (blocks().contains(tag.name) && m_openCounts.value(u"p"_s) > 0)
            closeThrough({u"p"_s}, {u"td"_s, u"th"_s, u"table"_s});
        if (const ImpliedEnd *implied = impliedEnd(tag.name))
            closeThrough(implied->ended, implied->inside);
        const bool hidden = isHidden(tag);
        const bool empty = tag.selfClosing || voidElements().contains(tag.name);
        if (!empty) {
            if (m_open.size() >= DeepestNesting) {
                m_error = QCoreApplication::translate("documents",
                    "This HTML nests elements more than %1 deep, which is more than the sandbox reads.")
                              .arg(DeepestNesting);
                return;
            }
            m_open.append(tag.name);
            ++m_openCounts[tag.name];
            if (m_hiddenFrom < 0 && (hidden || tag.name == "template"_L1))
                m_hiddenFrom = m_open.size() - 1;
        }
        if (m_hiddenFrom >= 0 || hidden)
            return;
        m_out += u'<' + written(tag.name);
        if (tag.name == "td"_L1 || tag.name == "th"_L1)
            cell(tag);
        m_out += u'>';
        if (tag.name == "table"_L1)
            m_tables.append(Shape());
        else if (tag.name == "tr"_L1 && !m_tables.isEmpty())
            countRow();
    }

    void cell(const HtmlTag &tag) {
        const int columns = spanOf(tag, "colspan"_L1);
        const qint64 rows = spanOf(tag, "rowspan"_L1);
        if (columns > 1)
            m_out += u" colspan="_s + QString::number(columns);
        if (rows > 1)
            m_out += u" rowspan="_s + QString::number(rows);
        if (m_tables.isEmpty())
            return;
        Shape &shape = m_tables.last();
        shape.inRow += columns;
        shape.columns = std::max(shape.columns, shape.inRow);
        shape.rowSpan = std::max(shape.rowSpan, rows);
        check(shape);
    }

    void countRow() {
        Shape &shape = m_tables.last();
        ++shape.rows;
        shape.inRow = 0;
        check(shape);
    }

    struct Shape {
        qint64 rows = 0;
        qint64 rowSpan = 1; ///< the largest one
        qint64 columns = 0;
        qint64 inRow = 0;
    };

    void check(const Shape &shape) {
        m_error = TextGrid::refusal(shape.rows + shape.rowSpan - 1, shape.columns, m_cells);
    }

    /// Closes the innermost open element of `names` with all inside it, but does not look beyond `bounds`.
    void closeThrough(const Names &names, const Names &bounds) {
        for (qsizetype i = m_open.size() - 1; i >= 0; --i) {
            if (names.contains(m_open[i])) {
                while (m_open.size() > i)
                    closeLast();
                return;
            }
            if (bounds.contains(m_open[i]))
                return;
        }
    }

    void closeLast() {
        const QString name = m_open.takeLast();
        --m_openCounts[name];
        if (m_hiddenFrom < 0) {
            m_out += u"</"_s + written(name) + u'>';
            if (name == "table"_L1 && !m_tables.isEmpty()) {
                const Shape shape = m_tables.takeLast();
                m_cells += shape.rows * shape.columns;
            }
        } else if (m_open.size() <= m_hiddenFrom) {
            m_hiddenFrom = -1;
        }
    }

    void text(QStringView text) {
        if (m_hiddenFrom < 0)
            m_out += text;
    }

    const QStringView m_in;
    QString m_out;
    QString m_error;
    QStringList m_open;
    QHash<QString, int> m_openCounts;
    qsizetype m_hiddenFrom = -1; ///< index in m_open of the element that hides all inside it
    QList<Shape> m_tables;       ///< the open ones
    qint64 m_cells = 0;          ///< of the closed ones
};

} // namespace

VisibleHtml visibleHtml(const QString &html) {
    return Cleaner(html).clean();
}

} // namespace documents
