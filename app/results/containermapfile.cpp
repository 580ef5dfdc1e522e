// SPDX-License-Identifier: MIT
#include "app/results/containermapfile.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <array>
#include <cstring>

namespace results {

namespace {

constexpr quint32 version = 3;
constexpr quint32 byteOrder = 0x01020304;

struct Header {
    std::array<char, 8> magic{'A', 'F', 'J', 'S', 'O', 'N', 'M', '\n'};
    quint32 order = byteOrder;
    quint32 version = results::version;
    qint64 textSize = 0;
    qint64 textChanged = 0; ///< ms since 1970
    qint64 badUtf8 = -1;
    quint32 containers = 0;
    quint32 longOnes = 0;
    quint32 marks = 0;
    quint32 reserved = 0;
    quint64 checksum = 0; ///< of all the rest, and of this header without it

    bool belongsTo(const Header &other) const {
        return magic == other.magic && order == other.order && version == other.version &&
               textSize == other.textSize && textChanged == other.textChanged;
    }
};

struct LongOne {
    quint32 container;
    quint32 count;
};

struct MarkOf {
    quint32 container;
    ContainerMap::Mark mark;
};

/// Against decay of the medium, not against intent: who can write here can write the ledger.
class Checksum {
public:
    void add(const void *data, qint64 size) {
        const auto *at = static_cast<const char *>(data);
        for (; size >= qint64(sizeof(quint64) * m_lanes.size()); size -= sizeof(quint64) * m_lanes.size()) {
            for (quint64 &lane : m_lanes) {
                quint64 word;
                std::memcpy(&word, at, sizeof word);
                lane = (lane ^ word) * 0x9e37'79b9'7f4a'7c15;
                at += sizeof word;
            }
        }
        for (; size > 0; --size)
            m_lanes[0] = (m_lanes[0] ^ quint64(static_cast<unsigned char>(*at++))) * 0x9e37'79b9'7f4a'7c15;
    }
    quint64 value() const {
        quint64 all = 0;
        for (const quint64 lane : m_lanes)
            all = (all ^ lane ^ (lane >> 29)) * 0x9e37'79b9'7f4a'7c15;
        return all;
    }

private:
    std::array<quint64, 4> m_lanes{1, 2, 3, 4};
};

Header headerFor(const ByteSource &source) {
    Header header;
    header.textSize = source.size();
    header.textChanged = QFileInfo(source.fileName()).lastModified().toMSecsSinceEpoch();
    return header;
}

quint64 checksumOf(Header header, const char *rest, qint64 size) {
    header.checksum = 0;
    Checksum sum;
    sum.add(&header, sizeof header);
    sum.add(rest, size);
    return sum.value();
}

qint64 restSize(const Header &header) {
    return qint64(header.containers) * qint64(sizeof(ContainerSlot) + 1) +
           qint64(header.longOnes) * qint64(sizeof(LongOne)) + qint64(header.marks) * qint64(sizeof(MarkOf));
}

template<typename Item>
Item take(const char *&at) {
    Item item;
    std::memcpy(&item, at, sizeof item);
    at += sizeof item;
    return item;
}

} // namespace

std::optional<ContainerMapFile::Kept> ContainerMapFile::load(const ByteSource &source) {
    if (!source.isMapped())
        return {};
    const auto file = std::make_shared<QFile>(source.fileName() + suffix);
    if (!file->open(QIODevice::ReadOnly) || file->size() < qint64(sizeof(Header)))
        return {};
    const auto *data = reinterpret_cast<const char *>(file->map(0, file->size()));
    if (!data)
        return {};
    const char *at = data;
    const auto header = take<Header>(at);
    if (!header.belongsTo(headerFor(source)) || header.containers == 0 ||
        file->size() != qint64(sizeof header) + restSize(header) ||
        checksumOf(header, at, restSize(header)) != header.checksum)
        return {};

    Kept kept{ContainerMap(source.size()), header.badUtf8};
    ContainerMap &map = kept.map;
    const auto *containers = reinterpret_cast<const ContainerSlot *>(at);
    at += header.containers * sizeof(ContainerSlot);
    map.m_segments = {{0, 0, containers, reinterpret_cast<const quint8 *>(at)}};
    map.m_memory = {file};
    map.m_size = header.containers;
    at += header.containers;
    for (quint32 i = 0; i < header.longOnes; ++i) {
        const auto one = take<LongOne>(at);
        map.m_counts.emplace(one.container, one.count);
    }
    for (quint32 i = 0; i < header.marks; ++i) {
        const auto mark = take<MarkOf>(at);
        map.m_marks[mark.container].push_back(mark.mark);
    }
    return kept;
}

bool ContainerMapFile::save(const ByteSource &source, const ContainerMap &map, qint64 badUtf8) {
    if (!source.isMapped())
        return false;
    Header header = headerFor(source);
    header.badUtf8 = badUtf8;
    header.containers = map.size();
    header.longOnes = quint32(map.m_counts.size());
    for (const auto &[container, marks] : map.m_marks)
        header.marks += quint32(marks.size());

    QByteArray rest;
    rest.reserve(restSize(header));
    const auto put = [&rest](const auto &item) {
        rest.append(reinterpret_cast<const char *>(&item), sizeof item);
    };
    for (quint32 i = 0; i < map.size(); ++i)
        put(ContainerSlot{map.begin(i), map.end(i), map.subtree(i)});
    for (quint32 i = 0; i < map.size(); ++i)
        rest += char(std::min<quint32>(map.count(i), ContainerMap::manyMembers));
    for (const auto &[container, count] : map.m_counts)
        put(LongOne{container, count});
    for (const auto &[container, marks] : map.m_marks) {
        for (const ContainerMap::Mark &mark : marks)
            put(MarkOf{container, mark});
    }
    header.checksum = checksumOf(header, rest.constData(), rest.size());

    QSaveFile file(source.fileName() + suffix);
    return file.open(QIODevice::WriteOnly) &&
           file.write(reinterpret_cast<const char *>(&header), sizeof header) == sizeof header &&
           file.write(rest) == rest.size() && file.commit();
}

} // namespace results
