// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <memory>

namespace api {

/// Unpacks a body of `Content-Encoding: gzip` (or deflate) in steps of a bounded size. Qt 6.4 would do it
/// too, but all that has arrived at once, twice (to count it first), and on the window's thread.
class Inflater {
public:
    Inflater();
    ~Inflater();
    Q_DISABLE_COPY_MOVE(Inflater)

    /// The next packed bytes; when next() has given nothing.
    void feed(const QByteArray &packed);
    /// At most `most` bytes. Empty: it needs more, or what it got is damaged.
    QByteArray next(qsizetype most);
    bool isDamaged() const { return m_damaged; }
    /// What came was packed bytes from their beginning to their end.
    bool isWhole() const { return m_atEnd && !m_damaged; }

private:
    struct Stream;

    std::unique_ptr<Stream> m_stream;
    QByteArray m_packed;
    bool m_damaged = false;
    bool m_atEnd = false;
};

} // namespace api
