// SPDX-License-Identifier: MIT
#include "app/commands/frames.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

using namespace Qt::StringLiterals;

namespace commands {

namespace {

// In the order of Frame::Kind.
constexpr std::array names = {"hello"_L1, "out"_L1, "file"_L1, "data"_L1, "fileEnd"_L1, "error"_L1, "note"_L1,
    "progress"_L1, "following"_L1, "told"_L1, "exit"_L1};

QString tr(const char *text) {
    return QCoreApplication::translate("Frames", text);
}

} // namespace

QByteArray encoded(const Frame &frame) {
    QJsonObject line{{"event"_L1, QString(names[size_t(frame.kind)])}};
    if (!frame.text.isEmpty())
        line.insert("text"_L1, frame.text);
    if (frame.code != 0)
        line.insert("code"_L1, frame.code);
    if (!frame.data.isEmpty())
        line.insert("bytes"_L1, frame.data.size());
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n' + frame.data;
}

std::optional<Frame> FrameReader::fail(const QString &why) {
    m_failure = why;
    m_buffer.clear();
    return {};
}

bool FrameReader::readLine(const QByteArray &line) {
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QString name = object.value("event"_L1).toString();
    const auto found = std::find(names.begin(), names.end(), name);
    const qint64 bytes = object.value("bytes"_L1).toInteger(0);
    if (found == names.end() || bytes < 0 || bytes > mostFrameData)
        return false;
    m_frame = {Frame::Kind(found - names.begin()), object.value("text"_L1).toString(), {},
        object.value("code"_L1).toInt()};
    m_missing = bytes;
    return true;
}

std::optional<Frame> FrameReader::next() {
    if (!m_failure.isEmpty())
        return {};
    if (m_missing < 0) {
        const qsizetype end = m_buffer.indexOf('\n');
        if (end < 0 && m_buffer.size() <= longestFrameLine)
            return {};
        if (end < 0 || end > longestFrameLine || !readLine(m_buffer.left(end)))
            return fail(tr("what the other process says cannot be understood"));
        m_buffer.remove(0, end + 1);
    }
    if (m_buffer.size() < m_missing)
        return {};
    m_frame.data = m_buffer.left(m_missing);
    m_buffer.remove(0, m_missing);
    m_missing = -1;
    return m_frame;
}

} // namespace commands
