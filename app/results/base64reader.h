// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace results {

/// Decodes Base64 as it stands in a JSON string, piece by piece: usual or URL-safe letters, escapes, line
/// breaks between them, with padding or without.
class Base64Reader {
public:
    /// Appends what the piece decodes to. False once something is not Base64; what came before stays.
    bool read(QByteArrayView piece, QByteArray &file);
    /// Whether the text may end here.
    bool isWhole() const { return !m_faulty && m_escape.isEmpty() && m_letters % 4 != 1; }

private:
    bool take(char letter, QByteArray &file);
    bool takeEscaped(char byte, QByteArray &file);

    QByteArray m_escape; ///< what was seen of one, with its backslash
    quint32 m_bits = 0;
    qint64 m_letters = 0;
    int m_padding = 0;
    bool m_faulty = false;
};

} // namespace results
