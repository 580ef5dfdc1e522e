// SPDX-License-Identifier: MIT
#include "app/results/fieldsection.h"

#include "app/results/fieldreader.h"
#include "app/results/fieldsummary.h"
#include "app/results/jsonpath.h"

#include <functional>
#include <set>

using namespace Qt::StringLiterals;

namespace results {

namespace {

class SectionReader {
public:
    explicit SectionReader(const ResultDocument &document)
        : m_document(document)
        , m_reader(document) {}

    /// A list of them, or only one.
    void read(const JsonNode &node, const QString &path, Section::Kind kind, QList<Section> &out) const {
        if (node.type != JsonType::Array) {
            if (node.type == JsonType::Object || node.type == JsonType::String)
                out.append(section(node, path, kind));
            return;
        }
        qint64 index = 0;
        for (const JsonMember &element : m_document.members(node)) {
            if (element.value.type == JsonType::Object || element.value.type == JsonType::String)
                out.append(section(element.value, elementPath(path, index), kind));
            ++index;
        }
    }

private:
    Section section(const JsonNode &node, const QString &path, Section::Kind kind) const {
        Section section;
        section.kind = kind;
        section.path = path;
        if (node.type == JsonType::String) {
            section.name = m_document.text(node);
            return section;
        }
        section.name =
            m_reader.label(m_document.member(node, kind == Section::Class ? u"category" : u"name"));
        section.confidence = m_reader.confidence(m_document.member(node, u"confidence"));
        if (kind == Section::Class) {
            section.evidence = m_reader.evidence(m_document.member(node, u"evidence"));
            return section;
        }
        readFiles(m_document.member(node, u"files"), section);
        if (kind == Section::Split)
            read(m_document.member(node, u"partitions"), memberPath(path, u"partitions"_s),
                Section::Partition, section.partitions);
        return section;
    }

    void readFiles(const JsonNode &files, Section &section) const {
        if (files.type != JsonType::Array)
            return;
        std::set<int> pages;
        for (const JsonMember &file : m_document.members(files)) {
            const QString name = m_reader.label(m_document.member(file.value, u"file_name"));
            if (!name.isEmpty() && !section.files.contains(name))
                section.files.append(name);
            const JsonNode numbers = m_document.member(file.value, u"pages");
            if (numbers.type != JsonType::Array)
                continue;
            for (const JsonMember &number : m_document.members(numbers)) {
                if (const int page = m_reader.page(number.value))
                    pages.insert(page);
            }
        }
        section.pages = pagesText(pages);
    }

    const ResultDocument &m_document;
    FieldReader m_reader;
};

void visit(QList<Section> &sections, const std::function<void(Section &)> &visitor) {
    for (Section &section : sections) {
        visitor(section);
        visit(section.partitions, visitor);
    }
}

} // namespace

QList<Section> readSections(const ResultDocument &document, bool fieldsHaveFractions, bool &fractions) {
    QList<Section> sections;
    const SectionReader reader(document);
    const auto read = [&](const QString &key, Section::Kind kind) {
        reader.read(document.member(document.root(), key), memberPath(u"$"_s, key), kind, sections);
    };
    read(u"classifications"_s, Section::Class);
    read(u"splits"_s, Section::Split);

    bool allWithinOne = true;
    bool someBelowOne = false;
    bool some = false;
    visit(sections, [&](Section &section) {
        if (!section.confidence)
            return;
        some = true;
        allWithinOne = allWithinOne && *section.confidence <= 1;
        someBelowOne = someBelowOne || *section.confidence < 1;
    });
    fractions = some && allWithinOne && (someBelowOne || fieldsHaveFractions);
    if (fractions) {
        visit(sections, [](Section &section) {
            if (section.confidence)
                *section.confidence *= 100;
        });
    }
    return sections;
}

} // namespace results
