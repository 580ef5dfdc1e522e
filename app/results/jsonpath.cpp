// SPDX-License-Identifier: MIT
#include "app/results/jsonpath.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

bool startsIdentifier(QChar c) {
    return c == u'_' || c.isLetter();
}

bool continuesIdentifier(QChar c) {
    return c == u'_' || c.isLetterOrNumber();
}

bool isIdentifier(const QString &key) {
    return !key.isEmpty() && startsIdentifier(key.front()) &&
           std::all_of(key.begin(), key.end(), continuesIdentifier);
}

QString quoted(const QString &key) {
    QString text = u"'"_s;
    for (const QChar c : key) {
        if (c == u'\'' || c == u'\\')
            text += u'\\' + c;
        else if (c == u'\n')
            text += "\\n"_L1;
        else if (c == u'\r')
            text += "\\r"_L1;
        else if (c == u'\t')
            text += "\\t"_L1;
        else if (c < u' ')
            text += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            text += c;
    }
    return text + u'\'';
}

/// Reads a path from left to right; at every fault it stops with nothing.
class PathReader {
public:
    explicit PathReader(QStringView path)
        : m_rest(path) {}

    std::optional<std::vector<PathStep>> steps() {
        std::vector<PathStep> steps;
        if (!take(u'$'))
            return {};
        while (!m_rest.isEmpty()) {
            const std::optional<PathStep> step = take(u'.') ? name() : bracket();
            if (!step)
                return {};
            steps.push_back(*step);
        }
        return steps;
    }

private:
    bool take(QChar c) {
        if (!m_rest.startsWith(c))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    QStringView takeWhile(bool (*accepted)(QChar)) {
        const QStringView taken =
            m_rest.first(std::find_if_not(m_rest.begin(), m_rest.end(), accepted) - m_rest.begin());
        m_rest = m_rest.sliced(taken.size());
        return taken;
    }

    std::optional<PathStep> name() {
        if (m_rest.isEmpty() || !startsIdentifier(m_rest.front()))
            return {};
        return PathStep{takeWhile(continuesIdentifier).toString()};
    }

    std::optional<PathStep> bracket() {
        if (!take(u'['))
            return {};
        PathStep step;
        if (take(u'\'')) {
            if (!quotedKey(u'\'', step.key))
                return {};
        } else if (take(u'"')) {
            if (!quotedKey(u'"', step.key))
                return {};
        } else {
            bool isNumber = false;
            step.index = takeWhile([](QChar c) { return c >= u'0' && c <= u'9'; }).toLongLong(&isNumber);
            if (!isNumber)
                return {};
        }
        if (!take(u']'))
            return {};
        return step;
    }

    bool quotedKey(QChar quote, QString &key) {
        while (!m_rest.isEmpty()) {
            const QChar c = m_rest.front();
            m_rest = m_rest.sliced(1);
            if (c == quote)
                return true;
            if (c != u'\\')
                key += c;
            else if (!escape(key))
                return false;
        }
        return false;
    }

    bool escape(QString &key) {
        if (m_rest.isEmpty())
            return false;
        const QChar letter = m_rest.front();
        m_rest = m_rest.sliced(1);
        if (letter == u'u') {
            bool isNumber = false;
            key += QChar(m_rest.first(std::min<qsizetype>(4, m_rest.size())).toUShort(&isNumber, 16));
            m_rest = m_rest.sliced(std::min<qsizetype>(4, m_rest.size()));
            return isNumber;
        }
        static constexpr QStringView letters = u"bfnrt'\"\\/";
        static constexpr QStringView characters = u"\b\f\n\r\t'\"\\/";
        const qsizetype which = letters.indexOf(letter);
        if (which >= 0)
            key += characters[which];
        return which >= 0;
    }

    QStringView m_rest;
};

} // namespace

QString memberPath(QString parent, const QString &key) {
    appendMember(parent, key);
    return parent;
}

QString elementPath(QString parent, qint64 index) {
    appendElement(parent, index);
    return parent;
}

void appendMember(QString &path, const QString &key) {
    path += isIdentifier(key) ? u'.' + key : u'[' + quoted(key) + u']';
}

void appendElement(QString &path, qint64 index) {
    path += u'[' + QString::number(index) + u']';
}

std::optional<std::vector<PathStep>> pathSteps(QStringView path) {
    return PathReader(path).steps();
}

} // namespace results
