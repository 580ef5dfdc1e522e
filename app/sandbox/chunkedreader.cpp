// SPDX-License-Identifier: MIT
#include "app/sandbox/chunkedreader.h"

#include "app/sandbox/httpsession.h"

#include <QByteArrayList>

#include <algorithm>

namespace sandbox {

namespace {

constexpr qsizetype LongestLine = 8192;
constexpr int MostTrailers = 500;

} // namespace

std::optional<QByteArray> ChunkedReader::readLine() {
    QByteArray line;
    while (line.size() < LongestLine) {
        const int c = m_session.get();
        if (c < 0) {
            m_state = State::CutOff;
            return {};
        }
        if (c == '\n') {
            if (line.endsWith('\r'))
                line.chop(1);
            return line;
        }
        line += char(c);
    }
    m_state = State::Malformed;
    return {};
}

void ChunkedReader::beginChunk() {
    if (!m_first) {
        const auto end = readLine();
        if (end && !end->isEmpty())
            m_state = State::Malformed;
        if (m_state != State::Open)
            return;
    }
    m_first = false;
    const auto line = readLine();
    if (!line)
        return;
    const QByteArray digits = line->split(';').first().trimmed(); // without extensions
    bool ok = false;
    m_left = digits.toLongLong(&ok, 16);
    if (!ok || m_left < 0)
        m_state = State::Malformed;
    else if (m_left == 0)
        readTrailers();
}

void ChunkedReader::readTrailers() {
    for (int i = 0; i <= MostTrailers; ++i) {
        const auto line = readLine();
        if (!line)
            return;
        if (line->isEmpty()) {
            m_state = State::Ended;
            return;
        }
    }
    m_state = State::Malformed;
}

qint64 ChunkedReader::read(char *buffer, qint64 most) {
    if (m_state == State::Open && m_left == 0)
        beginChunk();
    if (m_state != State::Open)
        return 0;
    const qint64 count = m_session.read(buffer, std::min(most, m_left));
    if (count <= 0) {
        m_state = State::CutOff;
        return 0;
    }
    m_left -= count;
    return count;
}

} // namespace sandbox
