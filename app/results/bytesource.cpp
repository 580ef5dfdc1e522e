// SPDX-License-Identifier: MIT
#include "app/results/bytesource.h"

#include <QCoreApplication>
#include <QFile>

#ifdef Q_OS_UNIX
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#endif

#include <algorithm>

namespace results {

#ifdef Q_OS_UNIX
namespace {

/// Of the pages from the one with `begin` to the last one that ends before `end`.
void advise(const char *begin, const char *end, int advice) {
    static const auto pageSize = quintptr(sysconf(_SC_PAGESIZE));
    const quintptr first = quintptr(begin) / pageSize * pageSize;
    const quintptr last = quintptr(end) / pageSize * pageSize;
    if (first < last)
        madvise(reinterpret_cast<void *>(first), size_t(last - first), advice);
}

} // namespace
#endif

ByteSource::~ByteSource() = default;

ByteSourcePtr ByteSource::fromBytes(QByteArray bytes) {
    const std::shared_ptr<ByteSource> source(new ByteSource);
    source->m_memory = std::move(bytes);
    source->m_view = source->m_memory;
    return source;
}

ByteSourcePtr ByteSource::fromFile(const QString &path, QString *error, qint64 mappedFrom) {
    auto file = std::make_unique<QFile>(path);
    const auto failed = [&] {
        if (error)
            *error = file->errorString();
        return nullptr;
    };
    if (!file->open(QIODevice::ReadOnly))
        return failed();
    const qint64 size = file->size();
    if (size < mappedFrom) {
        QByteArray bytes = file->readAll();
        return file->error() == QFileDevice::NoError ? fromBytes(std::move(bytes)) : failed();
    }
    const std::shared_ptr<ByteSource> source(new ByteSource);
    const uchar *data = file->map(0, size);
    if (!data)
        return failed();
    source->m_view = QByteArrayView(data, size);
    source->m_file = std::move(file); // its end unmaps
    return source;
}

QString ByteSource::fileName() const {
    return m_file ? m_file->fileName() : QString();
}

const char *ByteSource::window(qint64 begin, qint64 size, char *buffer) const {
#ifdef Q_OS_UNIX
    if (isMapped()) {
        for (qint64 done = 0; done < size;) {
            const ssize_t got =
                pread(m_file->handle(), buffer + done, size_t(size - done), off_t(begin + done));
            if (got == 0 || (got < 0 && errno != EINTR)) // it became shorter, or cannot be read
                return nullptr;
            done += std::max<ssize_t>(got, 0);
        }
        return buffer;
    }
#else
    Q_UNUSED(size)
    Q_UNUSED(buffer)
#endif
    return m_view.data() + begin;
}

void ByteSource::release(qint64 begin, qint64 end) const {
#ifdef Q_OS_UNIX
    if (isMapped())
        advise(m_view.data() + begin, m_view.data() + std::min(end, size()), MADV_DONTNEED);
#else
    Q_UNUSED(begin)
    Q_UNUSED(end)
#endif
}

bool writeAll(QIODevice &device, const ByteSource &source) {
    constexpr qint64 piece = 4'194'304;
    for (qint64 at = 0; at < source.size(); at += piece) {
        const qint64 size = std::min(piece, source.size() - at);
        if (device.write(source.bytes().data() + at, size) != size)
            return false;
        source.release(at, at + size);
    }
    return true;
}

} // namespace results
