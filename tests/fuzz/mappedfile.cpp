// SPDX-License-Identifier: MIT
#include "tests/fuzz/mappedfile.h"

#include "app/results/containermapfile.h"
#include "tests/fuzz/input.h"

#include <QFile>

namespace fuzz {

namespace {

constexpr qsizetype page = 4096;

} // namespace

MappedFile::MappedFile()
    : m_path(m_folder.filePath(QStringLiteral("result.json"))) {}

QByteArray MappedFile::write(const QByteArray &body) {
    QFile::remove(m_path + results::ContainerMapFile::suffix);
    const QByteArray text = QByteArray(page - body.size() % page, ' ') + body;
    QFile file(m_path);
    FUZZ_REQUIRE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    return text;
}

results::ResultDocumentPtr MappedFile::document() const {
    const results::ByteSourcePtr source = results::ByteSource::fromFile(m_path, nullptr, 1);
    FUZZ_REQUIRE(source && source->isMapped());
    return results::ResultDocument::fromSource(source);
}

} // namespace fuzz
