// SPDX-License-Identifier: MIT
#include "app/api/sendoncedevice.h"

namespace api {

SendOnceDevice::SendOnceDevice(std::shared_ptr<QIODevice> source, qint64 size, QObject *parent)
    : QIODevice(parent)
    , m_source(std::move(source))
    , m_size(size) {
    // Unbuffered: QIODevice's own buffer would read ahead and make "handed to the network" untrue.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool SendOnceDevice::seek(qint64 pos) {
    if (pos != m_read)
        return false;
    return QIODevice::seek(pos);
}

qint64 SendOnceDevice::readData(char *data, qint64 maxSize) {
    if (m_shut)
        return -1;
    const qint64 wanted = qMin(maxSize, m_size - m_read);
    if (wanted <= 0)
        return 0;
    const qint64 got = m_source->read(data, wanted);
    if (got <= 0) {
        // Queued by the receiver's choice: this is called from the middle of QNetworkAccessManager's sending.
        emit sourceFailed(got < 0 ? m_source->errorString() : tr("it became shorter while it was sent"));
        return -1;
    }
    m_read += got;
    return got;
}

} // namespace api
