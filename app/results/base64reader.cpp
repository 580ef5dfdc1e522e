// SPDX-License-Identifier: MIT
#include "app/results/base64reader.h"

#include "app/results/jsonbytes.h"

#include <array>

namespace results {

namespace {

constexpr signed char noLetter = -1;

constexpr std::array<signed char, 256> sextets = [] {
    std::array<signed char, 256> all{};
    all.fill(noLetter);
    for (int i = 0; i < 26; ++i) {
        all[size_t('A' + i)] = static_cast<signed char>(i);
        all[size_t('a' + i)] = static_cast<signed char>(26 + i);
    }
    for (int i = 0; i < 10; ++i)
        all[size_t('0' + i)] = static_cast<signed char>(52 + i);
    all['+'] = all['-'] = 62;
    all['/'] = all['_'] = 63;
    return all;
}();

} // namespace

bool Base64Reader::read(QByteArrayView piece, QByteArray &file) {
    for (const char byte : piece) {
        if (m_faulty)
            break;
        if (!m_escape.isEmpty() || byte == '\\')
            m_faulty = !takeEscaped(byte, file);
        else
            m_faulty = !take(byte, file);
    }
    return !m_faulty;
}

bool Base64Reader::take(char letter, QByteArray &file) {
    if (letter == '\n' || letter == '\r' || letter == '\t') // a blank would be that of a text
        return true;
    if (letter == '=')
        return ++m_padding <= 2 && m_letters % 4 >= 2;
    const signed char sextet = sextets[static_cast<unsigned char>(letter)];
    if (sextet == noLetter || m_padding > 0)
        return false;
    m_bits = m_bits << 6 | quint32(sextet);
    if (m_letters++ % 4 != 0) {
        const int shift = 6 - 2 * int((m_letters - 1) % 4);
        file += char(m_bits >> shift & 0xff);
    }
    return true;
}

bool Base64Reader::takeEscaped(char byte, QByteArray &file) {
    m_escape += byte;
    if (m_escape.size() < 2 || (m_escape[1] == 'u' && m_escape.size() < 6))
        return true;
    char letter = '\n';
    switch (m_escape[1]) {
    case '/':
        letter = '/';
        break;
    case 'n':
    case 'r':
    case 't':
        break;
    case 'u': { // some programs write + and = so
        const int unit = hexUnit(m_escape.constData() + 2);
        letter = unit >= 0 && unit < 0x80 ? char(unit) : '\\';
        break;
    }
    default:
        letter = '\\';
    }
    m_escape.clear();
    return take(letter, file);
}

} // namespace results
