// SPDX-License-Identifier: MIT
#include "tests/results/referencejson.h"

namespace {

class Reference {
public:
    explicit Reference(const QByteArray &text)
        : m_text(text) {}

    qsizetype fault() {
        if (m_text.startsWith("\xEF\xBB\xBF"))
            m_at = 3;
        const bool isJson = element() && m_at == m_text.size();
        return isJson ? -1 : m_at;
    }

private:
    bool element() {
        ws();
        if (!value())
            return false;
        ws();
        return true;
    }

    bool value() {
        if (next('{'))
            return next('}') || (ws(), next('}')) || (members() && next('}'));
        if (next('['))
            return next(']') || (ws(), next(']')) || (elements() && next(']'));
        if (isNext('"'))
            return string();
        if (isNext('t'))
            return literal("true");
        if (isNext('f'))
            return literal("false");
        if (isNext('n'))
            return literal("null");
        return number();
    }

    bool members() {
        do {
            ws();
            if (!string())
                return false;
            ws();
            if (!next(':') || !element())
                return false;
        } while (next(','));
        return true;
    }

    bool elements() {
        do {
            if (!element())
                return false;
        } while (next(','));
        return true;
    }

    bool string() {
        if (!next('"'))
            return false;
        while (!next('"')) {
            if (m_at == m_text.size() || uchar(m_text[m_at]) < 0x20)
                return false;
            if (!next('\\'))
                ++m_at;
            else if (next('u')) {
                for (int i = 0; i < 4; ++i) {
                    if (!nextOf("0123456789abcdefABCDEF"))
                        return false;
                }
            } else if (!nextOf("\"\\/bfnrt")) {
                return false;
            }
        }
        return true;
    }

    bool number() {
        next('-');
        if (!next('0') && !digits())
            return false;
        if (next('.') && !digits())
            return false;
        if (nextOf("eE")) {
            nextOf("+-");
            return digits();
        }
        return true;
    }

    bool digits() {
        if (!nextOf("0123456789"))
            return false;
        while (nextOf("0123456789")) {
        }
        return true;
    }

    bool literal(const char *word) {
        for (; *word; ++word) {
            if (!next(*word))
                return false;
        }
        return true;
    }

    void ws() {
        while (nextOf(" \t\r\n")) {
        }
    }

    bool isNext(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool next(char c) {
        if (!isNext(c))
            return false;
        ++m_at;
        return true;
    }
    bool nextOf(QByteArrayView set) {
        if (m_at == m_text.size() || !set.contains(m_text[m_at]))
            return false;
        ++m_at;
        return true;
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
};

} // namespace

qsizetype referenceFault(const QByteArray &text) {
    return Reference(text).fault();
}
