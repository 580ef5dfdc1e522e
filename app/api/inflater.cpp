// SPDX-License-Identifier: MIT
#include "app/api/inflater.h"

#include <zlib.h>

namespace api {

struct Inflater::Stream {
    z_stream z = {};
};

Inflater::Inflater()
    : m_stream(std::make_unique<Stream>()) {
    constexpr int gzipOrZlib = 32; // told apart by their heads
    m_damaged = inflateInit2(&m_stream->z, MAX_WBITS + gzipOrZlib) != Z_OK;
}

Inflater::~Inflater() {
    inflateEnd(&m_stream->z);
}

void Inflater::feed(const QByteArray &packed) {
    m_packed = packed;
    m_stream->z.next_in = reinterpret_cast<Bytef *>(m_packed.data());
    m_stream->z.avail_in = uInt(m_packed.size());
}

QByteArray Inflater::next(qsizetype most) {
    z_stream &z = m_stream->z;
    QByteArray piece(most, Qt::Uninitialized);
    z.next_out = reinterpret_cast<Bytef *>(piece.data());
    z.avail_out = uInt(most);
    while (!m_damaged && z.avail_out > 0) {
        if (m_atEnd && z.avail_in > 0) { // gzip may come in several parts, one after the other
            m_damaged = inflateReset(&z) != Z_OK;
            m_atEnd = false;
        }
        const int state = m_atEnd ? Z_BUF_ERROR : inflate(&z, Z_NO_FLUSH);
        if (state == Z_BUF_ERROR)
            break; // nothing to do without more
        m_atEnd = state == Z_STREAM_END;
        m_damaged = state != Z_OK && state != Z_STREAM_END;
    }
    piece.truncate(most - qsizetype(z.avail_out));
    return piece;
}

} // namespace api
