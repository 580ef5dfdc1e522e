// SPDX-License-Identifier: MIT
#include "app/results/jsonscanner.h"

#include "app/results/jsonbytes.h"
#include "app/results/shortcontainer.h"

#include <algorithm>

namespace results {

namespace {

constexpr qint64 pauseEvery = 2'097'152;

} // namespace

JsonScanner::Outcome JsonScanner::scan(
    const ByteSource &source, ContainerMap *map, const std::atomic_bool *cancelled) {
    JsonScanner scanner(source, map, cancelled);
    scanner.run();
    return scanner.m_outcome;
}

JsonScanner::JsonScanner(const ByteSource &source, ContainerMap *map, const std::atomic_bool *cancelled)
    : m_source(source)
    , m_map(map)
    , m_cancelled(cancelled)
    , m_begin(source.bytes().data())
    , m_at(m_begin)
    , m_end(m_begin + source.size())
    , m_nextPause(m_begin + std::min(pauseEvery, source.size())) {}

void JsonScanner::run() {
    if (m_source.size() > sizeLimit) {
        m_outcome.fault = JsonFault{0, 1, 1, tr("the text is larger than 4 GB and can only be shown raw")};
        return;
    }
    if (m_source.bytes().startsWith("\xEF\xBB\xBF"))
        m_at += 3;
    skipSpace();
    if (atEnd()) {
        fail(tr("the text is empty"));
        return;
    }
    if (!value())
        return;
    while (!m_open.empty()) {
        if (!step() || !goesOn())
            return;
    }
    skipSpace();
    if (!atEnd())
        fail(tr("there is more text after the end of the value"));
}

bool JsonScanner::goesOn() {
    if (m_at < m_nextPause)
        return true;
    m_source.release(std::max<qint64>(0, m_nextPause - m_begin - pauseEvery), m_nextPause - m_begin);
    m_nextPause += std::min<qint64>(pauseEvery, m_end - m_nextPause);
    m_outcome.isCancelled = m_cancelled && *m_cancelled;
    return !m_outcome.isCancelled;
}

bool JsonScanner::step() {
    skipSpace();
    if (atEnd())
        return failAtEnd();
    const bool object = m_open.back().isObject;
    if (*m_at == (object ? '}' : ']')) {
        close();
        return true;
    }
    if (m_open.back().count > 0) {
        if (*m_at != ',')
            return fail(object ? tr("expected a comma or }") : tr("expected a comma or ]"));
        ++m_at;
        if (m_map && m_open.back().count % ContainerMap::markEvery == 0) {
            place();
            m_map->addMark(
                m_open.back().container.index(), {m_open.back().count, quint32(offset()), m_map->size()});
        }
        skipSpace();
        if (atEnd())
            return failAtEnd();
    }
    if (object) {
        if (*m_at != '"')
            return fail(tr("expected a key in double quotes"));
        if (!string())
            return false;
        skipSpace();
        if (atEnd())
            return failAtEnd();
        if (*m_at != ':')
            return fail(tr("expected a colon after the key"));
        ++m_at;
        skipSpace();
        if (atEnd())
            return failAtEnd();
    }
    return value();
}

bool JsonScanner::value() {
    const qint64 begin = offset();
    const JsonType type = typeOfValue(*m_at);
    switch (*m_at) {
    case '{':
    case '[':
        open(type);
        return true;
    case '"':
        if (!string())
            return false;
        scalar(begin, type);
        return true;
    case 't':
        return word("true", type);
    case 'f':
        return word("false", type);
    case 'n':
        return word("null", type);
    default:
        if (*m_at != '-' && !isDigit(*m_at))
            return fail(tr("expected a value"));
        return number();
    }
}

bool JsonScanner::string() {
    ++m_at;
    for (;;) {
        while (m_at != m_end && !stopsString(*m_at))
            ++m_at;
        if (atEnd())
            return fail(tr("the text ends inside a string"));
        if (*m_at == '"') {
            ++m_at;
            return true;
        }
        if (*m_at != '\\')
            return fail(tr("a control character inside a string must be escaped"));
        if (!escape())
            return false;
    }
}

bool JsonScanner::escape() {
    ++m_at;
    if (atEnd())
        return fail(tr("the text ends inside a string"));
    switch (*m_at) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        ++m_at;
        return true;
    case 'u':
        ++m_at;
        for (int i = 0; i < 4; ++i, ++m_at) {
            if (atEnd())
                return fail(tr("the text ends inside a string"));
            if (hexDigit(*m_at) < 0)
                return fail(tr("expected four hexadecimal digits after \\u"));
        }
        return true;
    default:
        return fail(tr("unknown escape in a string"));
    }
}

bool JsonScanner::number() {
    const qint64 begin = offset();
    if (*m_at == '-')
        ++m_at;
    if (!atEnd() && *m_at == '0')
        ++m_at;
    else if (!digits())
        return false;
    if (!atEnd() && *m_at == '.') {
        ++m_at;
        if (!digits())
            return false;
    }
    if (!atEnd() && (*m_at == 'e' || *m_at == 'E')) {
        ++m_at;
        if (!atEnd() && (*m_at == '+' || *m_at == '-'))
            ++m_at;
        if (!digits())
            return false;
    }
    // More digits may have been lost: a number that touches the end of a cut text is not taken for the whole
    // number.
    if (atEnd() && !m_open.empty())
        return fail(tr("the text ends inside a number"));
    if (!endOfWord())
        return false;
    scalar(begin, JsonType::Number);
    return true;
}

bool JsonScanner::digits() {
    if (atEnd())
        return fail(tr("the text ends inside a number"));
    if (!isDigit(*m_at))
        return fail(tr("expected a digit"));
    while (!atEnd() && isDigit(*m_at))
        ++m_at;
    return true;
}

bool JsonScanner::word(const char *letters, JsonType type) {
    const qint64 begin = offset();
    for (; *letters; ++letters, ++m_at) {
        if (atEnd())
            return fail(tr("the text ends inside a word"));
        if (*m_at != *letters)
            return fail(tr("expected true, false or null"));
    }
    if (!endOfWord())
        return false;
    scalar(begin, type);
    return true;
}

bool JsonScanner::endOfWord() {
    return atEnd() || !continuesWord(*m_at) || fail(tr("unexpected character after a value"));
}

void JsonScanner::scalar(qint64 begin, JsonType type) {
    m_usableEnd = offset();
    if (m_open.empty())
        m_outcome.root = JsonNode{begin, m_usableEnd, type, -1};
    else
        ++m_open.back().count;
}

void JsonScanner::open(JsonType type) {
    const qint64 begin = offset();
    const bool outermost = m_open.empty();
    if (outermost)
        m_outcome.root = JsonNode{begin, -1, type, 0};
    else
        ++m_open.back().count;
    m_open.push_back({quint32(begin), {}, 0, type == JsonType::Object});
    if (outermost)
        place();
    ++m_at;
    m_usableEnd = offset();
}

void JsonScanner::close() {
    ++m_at;
    m_usableEnd = offset();
    const Open &open = m_open.back();
    if (m_usableEnd - open.begin >= shortestMapped || m_placed == m_open.size()) {
        place();
        if (m_map)
            m_map->close(open.container, quint32(m_usableEnd), open.count);
        --m_placed;
    }
    m_open.pop_back();
    if (m_open.empty())
        m_outcome.root.end = m_usableEnd;
}

void JsonScanner::place() {
    for (; m_placed < m_open.size(); ++m_placed) {
        if (m_map)
            m_open[m_placed].container = m_map->open(m_open[m_placed].begin);
    }
}

void JsonScanner::skipSpace() {
    while (m_at != m_end && isSpace(*m_at))
        ++m_at;
}

bool JsonScanner::failAtEnd() {
    return fail(
        m_open.back().isObject ? tr("the text ends inside an object") : tr("the text ends inside an array"));
}

bool JsonScanner::fail(const QString &message) {
    place();
    for (const Open &open : m_open) {
        if (m_map)
            m_map->close(open.container, quint32(m_usableEnd), open.count);
    }
    if (!m_open.empty())
        m_outcome.root.end = m_usableEnd;
    m_open.clear();

    const auto line = 1 + std::count(m_begin, m_at, '\n');
    const char *lineBegin = m_at;
    while (lineBegin != m_begin && lineBegin[-1] != '\n')
        --lineBegin;
    m_outcome.fault = JsonFault{offset(), int(line), int(m_at - lineBegin) + 1, message};
    return false;
}

} // namespace results
