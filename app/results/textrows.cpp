// SPDX-License-Identifier: MIT
#include "app/results/textrows.h"

#include "app/results/textcharacter.h"

#include <algorithm>
#include <cstring>

namespace results {

namespace {

constexpr qint64 blockBytes = 64 * 1024;
constexpr int tabStops = 4;
/// A character takes at most so many bytes of marks with it.
constexpr qint64 mostMarks = 256;

qint64 lastLineFeed(QByteArrayView bytes, qint64 begin, qint64 end) {
#ifdef __GLIBC__
    const void *const feed = memrchr(bytes.data() + begin, '\n', size_t(end - begin));
    return feed ? static_cast<const char *>(feed) - bytes.data() : -1;
#else
    while (end > begin) {
        if (bytes[--end] == '\n')
            return end;
    }
    return -1;
#endif
}

bool goesOnCharacter(char byte) {
    return (uchar(byte) & 0xc0) == 0x80;
}

int widthAt(const TextCharacter &character, int column) {
    return character.code == U'\t' ? tabStops - column % tabStops : character.width;
}

} // namespace

TextRows::TextRows(QByteArrayView bytes, int columns)
    : m_bytes(bytes.isNull() ? QByteArrayView("") : bytes) // so that there is an address to search from
    , m_columns(std::max(columns, tabStops)) {}

/// Where the block of this number begins, without halving a character.
qint64 TextRows::boundary(qint64 block) const {
    qint64 at = block * blockBytes;
    for (int i = 0; block > 0 && i < 3 && at < m_bytes.size() && goesOnCharacter(m_bytes[at]); ++i)
        ++at;
    return at;
}

qint64 TextRows::segmentBegin(qint64 offset) const {
    qint64 block = offset / blockBytes;
    if (offset < boundary(block))
        --block;
    const qint64 near = block * blockBytes;
    if (const qint64 feed = lastLineFeed(m_bytes, near, offset); feed >= 0)
        return feed + 1;
    if (block == 0)
        return 0;
    const qint64 feed = lastLineFeed(m_bytes, near - blockBytes, near);
    return feed >= 0 ? feed + 1 : boundary(block);
}

void TextRows::lay(qint64 begin) const {
    if (!m_starts.empty() && m_starts.front() == begin)
        return;
    qint64 block = begin / blockBytes;
    if (boundary(block) <= begin)
        ++block;
    // No row begins with a block that follows on one with a line feed.
    if (begin > 0 && m_bytes[begin - 1] == '\n' && begin - 1 >= (block - 1) * blockBytes)
        ++block;
    qint64 end = std::min(boundary(block), m_bytes.size());
    const void *const feed = std::memchr(m_bytes.data() + begin, '\n', size_t(end - begin));
    if (feed)
        end = static_cast<const char *>(feed) - m_bytes.data() + 1;
    m_segmentEnd = end;
    m_starts.assign(1, begin);
    int column = 0;
    for (qint64 at = begin; at < end;) {
        if (const auto byte = uchar(m_bytes[at]); byte >= 0x20 && byte < 0x7f) { // as nearly all of them
            if (column == m_columns) {
                m_starts.push_back(at);
                column = 0;
            }
            ++column;
            ++at;
            continue;
        }
        const TextCharacter character = textCharacter(m_bytes, at);
        const int width = widthAt(character, column);
        if (column + width > m_columns && character.code != U'\n') {
            m_starts.push_back(at);
            column = 0;
        }
        column += character.code == U'\t' ? widthAt(character, column) : width;
        at += character.length;
    }
}

TextRow TextRows::rowAt(qint64 offset) const {
    const qint64 size = m_bytes.size();
    offset = std::clamp<qint64>(offset, 0, size);
    if (offset == size && size > 0 && m_bytes[size - 1] != '\n')
        --offset;
    if (m_starts.empty() || offset < m_starts.front() || offset >= m_segmentEnd)
        lay(segmentBegin(offset));
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
    return {after[-1], after == m_starts.end() ? m_segmentEnd : *after};
}

TextRow TextRows::next(const TextRow &row) const {
    if (row.end < m_bytes.size() || (row.begin < row.end && m_bytes[row.end - 1] == '\n'))
        return rowAt(row.end);
    return row;
}

TextRow TextRows::previous(const TextRow &row) const {
    return row.begin > 0 ? rowAt(row.begin - 1) : row;
}

std::vector<TextCell> TextRows::cells(const TextRow &row, int columnEnd) const {
    std::vector<TextCell> cells;
    cells.reserve(size_t(std::min<qint64>(row.end - row.begin, columnEnd)));
    int column = 0;
    for (qint64 at = row.begin; at < row.end && m_bytes[at] != '\n';) {
        const TextCharacter character = textCharacter(m_bytes, at);
        const int width = widthAt(character, column);
        if (column >= columnEnd && width > 0)
            break;
        cells.push_back({at, column, width, character.length, character.shown, character.special});
        column += width;
        at += character.length;
    }
    return cells;
}

/// The same without regard to marks.
qint64 TextRows::codeAt(qint64 offset) const {
    for (int back = 1; back <= 3 && back <= offset && goesOnCharacter(m_bytes[offset - back + 1]); ++back) {
        if (textCharacter(m_bytes, offset - back).length > back)
            return offset - back;
    }
    return offset;
}

qint64 TextRows::characterAt(qint64 offset) const {
    if (offset <= 0 || offset >= m_bytes.size())
        return std::clamp<qint64>(offset, 0, m_bytes.size());
    const qint64 code = codeAt(offset);
    qint64 base = code;
    while (base > 0 && code - base < mostMarks && m_bytes[base] != '\n' &&
           textCharacter(m_bytes, base).width == 0)
        base = codeAt(base - 1);
    return m_bytes[base] == '\n' ? code : base;
}

qint64 TextRows::characterAfter(qint64 offset) const {
    if (offset >= m_bytes.size())
        return m_bytes.size();
    qint64 at = offset + textCharacter(m_bytes, offset).length;
    while (m_bytes[offset] != '\n' && at < m_bytes.size() && at - offset < mostMarks) {
        const TextCharacter mark = textCharacter(m_bytes, at);
        if (mark.width > 0 || mark.code == U'\n')
            break;
        at += mark.length;
    }
    return at;
}

qint64 TextRows::characterBefore(qint64 offset) const {
    return offset <= 0 ? 0 : characterAt(offset - 1);
}

} // namespace results
