// SPDX-License-Identifier: MIT
#include "app/results/jsontokens.h"

#include "app/results/jsonbytes.h"

#include <algorithm>

namespace results {

namespace {

constexpr qint64 lookAhead = 1000;

/// Reads tokens from one place on.
class TokenReader {
public:
    TokenReader(QByteArrayView bytes, qint64 begin, qint64 end)
        : m_bytes(bytes)
        , m_at(begin)
        , m_end(end) {}

    std::vector<JsonTokenRange> read(StringState state) {
        if (state.inString)
            string(m_at, state.escaped);
        while (m_at < m_end) {
            const char byte = m_bytes[m_at];
            if (byte == '"')
                string(m_at++, false);
            else if (continuesWord(byte))
                word();
            else if (byte == '{' || byte == '}' || byte == '[' || byte == ']' || byte == ',' || byte == ':')
                put(m_at, m_at + 1, JsonToken::Punctuation), ++m_at;
            else
                ++m_at;
        }
        return std::move(m_tokens);
    }

private:
    void put(qint64 begin, qint64 end, JsonToken token) {
        if (begin < end)
            m_tokens.push_back({{begin, end}, token});
    }

    void word() {
        const qint64 begin = m_at;
        while (m_at < m_end && continuesWord(m_bytes[m_at]))
            ++m_at;
        const char first = m_bytes[begin];
        put(begin, m_at, isDigit(first) || first == '-' ? JsonToken::Number : JsonToken::Word);
    }

    /// The rest of one, from m_at on; `begin` is its quote, or m_at.
    void string(qint64 begin, bool escaped) {
        const size_t first = m_tokens.size();
        qint64 run = begin;
        bool closed = false;
        if (escaped)
            escape(run, m_at);
        while (m_at < m_end && !closed) {
            if (m_bytes[m_at] == '\\') {
                const qint64 backslash = m_at++;
                put(run, backslash, JsonToken::String);
                escape(run = backslash, m_at);
            } else {
                closed = m_bytes[m_at++] == '"';
            }
        }
        put(run, m_at, JsonToken::String);
        if (!isKey(closed))
            return;
        for (size_t i = first; i < m_tokens.size(); ++i) {
            if (m_tokens[i].token == JsonToken::String)
                m_tokens[i].token = JsonToken::Key;
        }
    }

    /// `at` is behind the backslash.
    void escape(qint64 &run, qint64 at) {
        const qint64 begin = run;
        if (at < m_end)
            at += m_bytes[at] == 'u' ? 5 : 1;
        m_at = run = std::min(at, m_end);
        put(begin, m_at, JsonToken::Escape);
    }

    /// A colon follows the string that is read up to m_at.
    bool isKey(bool closed) const {
        qint64 at = m_at;
        const qint64 stop = std::min<qint64>(m_bytes.size(), at + lookAhead);
        for (bool escaped = false; !closed && at < stop; ++at) {
            closed = !escaped && m_bytes[at] == '"';
            escaped = !escaped && m_bytes[at] == '\\';
        }
        while (closed && at < stop && isSpace(m_bytes[at]))
            ++at;
        return closed && at < stop && m_bytes[at] == ':';
    }

    QByteArrayView m_bytes;
    qint64 m_at;
    qint64 m_end;
    std::vector<JsonTokenRange> m_tokens;
};

} // namespace

std::vector<JsonTokenRange> jsonTokens(QByteArrayView bytes, qint64 begin, qint64 end, StringState state) {
    return TokenReader(bytes, begin, std::min<qint64>(end, bytes.size())).read(state);
}

} // namespace results
