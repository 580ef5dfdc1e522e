// SPDX-License-Identifier: MIT
#include "tests/results/jsoncorpus.h"

using namespace Qt::StringLiterals;

namespace {

const char *const written = "accepted: numbers are shown as they are written, and no value is made of them";
const char *const lone = "accepted: the grammar allows it (RFC 8259, 8.2); shown as U+FFFD, kept as sent";
const char *const bytes =
    "accepted: the rest of the result is worth more than the letter; shown as U+FFFD, kept as sent, "
    "and said";
const char *const mark = "accepted: RFC 8259, 8.1 lets a parser skip it, and some services send it";
const char *const otherCode = "refused: only UTF-8 is JSON between systems (RFC 8259, 8.1)";
const char *const depth = "accepted: nothing here is recursive, so there is no limit to protect";

void number(QList<CorpusRow> &rows, const char *name, const QByteArray &text, bool differs = false) {
    rows.append({name, '[' + text + ']', {u"[0]|"_s + QString::fromLatin1(text)}, -1, false, false, written,
        differs});
}

void surrogate(
    QList<CorpusRow> &rows, const char *name, const QByteArray &inner, const QString &shown, bool differs) {
    rows.append({name, "[\"" + inner + "\"]", {u"[0]|"_s + shown}, -1, false, false, lone, differs});
}

void broken(QList<CorpusRow> &rows, const char *name, const QByteArray &inner, const QString &shown) {
    rows.append({name, "[\"" + inner + "\"]", {u"[0]|"_s + shown}, -1, false, true, bytes, true});
}

} // namespace

void addOpenJson(QList<CorpusRow> &rows) {
    number(rows, "i number, double too large", "1e400", true);
    number(rows, "i number, double too large, negative", "-1e400", true);
    number(rows, "i number, exponent too large",
        "0.4e00669999999999999999999999999999999999999999999999999999999999", true);
    number(rows, "i number, exponent far too large", "123123e100000", true);
    number(rows, "i number, exponent too small", "123e-10000000");
    number(rows, "i number, not exact in a double", "123.456789012345678901234567890123456789");
    number(rows, "i number, beyond 64 bits", "100000000000000000000", true);
    number(rows, "i number, beyond 64 bits, negative", "-237462374673276894279832749832423479823246327846",
        true);
    number(rows, "i number, zero with an exponent", "0e99999");

    surrogate(rows, "i surrogates, high alone", R"(\uDADA)", u"\uFFFD"_s, true);
    surrogate(rows, "i surrogates, low alone", R"(\uDFAA)", u"\uFFFD"_s, true);
    surrogate(rows, "i surrogates, high and a letter", R"(\uD888\u1234)", u"\uFFFD\u1234"_s, true);
    surrogate(rows, "i surrogates, high and a short escape", R"(\uD800\n)", u"\uFFFD↵"_s, true);
    surrogate(rows, "i surrogates, high twice", R"(\uD800\uD800)", u"\uFFFD\uFFFD"_s, true);
    surrogate(rows, "i surrogates, the wrong way round", R"(\uDd1e\uD834)", u"\uFFFD\uFFFD"_s, true);
    surrogate(rows, "i surrogates, high and text", R"(\uD800abc)", u"\uFFFDabc"_s, true);
    surrogate(rows, "i surrogates, high before a pair", R"(\ud83d\ud83d\ude80)", u"\uFFFD🚀"_s, true);
    rows.append(
        {"i surrogates, alone in a key", R"({"\uDFAA":0})", {u"\uFFFD|0"_s}, -1, false, false, lone, true});

    broken(rows, "i UTF-8, lone continuation", "\x81", u"\uFFFD"_s);
    broken(rows, "i UTF-8, FF", "\xFF", u"\uFFFD"_s);
    broken(rows, "i UTF-8, cut after two of three bytes", "\xE6\x97", u"\uFFFD\uFFFD"_s);
    broken(rows, "i UTF-8, cut before text", "\xE6\x97xy", u"\uFFFD\uFFFDxy"_s);
    broken(rows, "i UTF-8, overlong in two bytes", "\xC0\xAF", u"\uFFFD\uFFFD"_s);
    broken(rows, "i UTF-8, overlong in six bytes", "\xFC\x83\xBF\xBF\xBF\xBF",
        u"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"_s);
    broken(rows, "i UTF-8, a surrogate", "\xED\xA0\x80", u"\uFFFD\uFFFD\uFFFD"_s);
    broken(rows, "i UTF-8, beyond Unicode", "\xF4\xBF\xBF\xBF", u"\uFFFD\uFFFD\uFFFD\uFFFD"_s);
    broken(rows, "i UTF-8, ISO 8859-1", "\xE9", u"\uFFFD"_s);
    broken(rows, "i UTF-8, lead byte before an escape", "\xC3\\\"", u"\uFFFD\""_s);
    rows.append({"i UTF-8, bad in a key", "{\"\xFF\":1}", {u"\uFFFD|1"_s}, -1, false, true, bytes, true});

    rows.append({"i mark, empty object", "\xEF\xBB\xBF{}", {}, -1, true, false, mark, true});
    rows.append({"i mark, array", "\xEF\xBB\xBF [1]", {u"[0]|1"_s}, -1, true, false, mark, true});
    rows.append({"i UTF-16, little end, with a mark", QByteArray("\xFF\xFE[\0\"\0\xE9\0\"\0]\0", 12), {}, 0,
        true, true, otherCode});
    rows.append(
        {"i UTF-16, big end, without", QByteArray("\0[\0\"\0\xE9\0\"\0]", 10), {}, 0, true, true, otherCode});
    rows.append({"i UTF-16, little end, without", QByteArray("[\0\"\0\xE9\0\"\0]\0", 10), {}, 1, true, true,
        otherCode});
    rows.append({"i UTF-16, only the mark", "\xFE\xFF", {}, 0, true, true, otherCode});

    const auto nested = [](int levels) {
        QStringList lines;
        for (int i = 1; i < levels; ++i) {
            const int rest = levels - i;
            const QString text = QString(rest, u'[') + QString(rest, u']');
            lines.append(
                QString(2 * (i - 1), u' ') + u"[0]|"_s + (text.size() > 120 ? text.first(120) + u'…' : text));
        }
        return lines;
    };
    rows.append({"i depth of 500", QByteArray(500, '[') + QByteArray(500, ']'), nested(500), -1, false, false,
        depth});
    rows.append({"i depth of 1,100", QByteArray(1100, '[') + QByteArray(1100, ']'), nested(1100), -1, false,
        false, depth, true});
}
