// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QUrl>

namespace bench {

/// bench_sinkserver, for as long as this lives. What it does costs this process nothing.
class SinkProcess {
public:
    explicit SinkProcess(const QStringList &arguments = {}) {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(SINKSERVER), arguments);
        if (!m_process.waitForReadyRead(30'000))
            qFatal("bench_sinkserver does not start");
        m_url = QUrl(
            QStringLiteral("http://127.0.0.1:%1").arg(QString::fromLatin1(m_process.readLine().trimmed())));
    }
    ~SinkProcess() {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(SinkProcess)

    QUrl url() const { return m_url; }

private:
    QProcess m_process;
    QUrl m_url;
};

} // namespace bench
