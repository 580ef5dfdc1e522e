// SPDX-License-Identifier: MIT
#include "tests/fuzz/input.h"
#include "tests/fuzz/mappedfile.h"
#include "tests/fuzz/oracles.h"
#include "tests/fuzz/views.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <memory>

using namespace results;

namespace {

constexpr uint8_t separator = 0x1e;

/// Takes the bytes up to the next separator.
QByteArray part(const uint8_t *&at, const uint8_t *end) {
    const uint8_t *const stop = std::find(at, end, separator);
    const QByteArray bytes(reinterpret_cast<const char *>(at), stop - at);
    at = stop == end ? end : stop + 1;
    return bytes;
}

void readAll(const ResultDocumentPtr &document, const fuzz::Input &input) {
    fuzz::readTree(document);
    fuzz::search(document, input);
    fuzz::readFields(document, input);
    fuzz::readTables(document, input);
}

void readFile(const fuzz::Input &input) {
    static fuzz::MappedFile file;
    const QByteArray text = file.write(input.body);
    const ResultDocumentPtr expected = ResultDocument::fromBytes(text);
    const ResultDocumentPtr early = file.document();
    readAll(early, input);
    const std::atomic_bool cancelled = false;
    const ResultDocumentPtr late = early->checked(cancelled);
    FUZZ_REQUIRE(late && late->isChecked() && late->fault() == expected->fault());
    FUZZ_REQUIRE(late->badUtf8() == expected->badUtf8() && late->root().begin == expected->root().begin);
    fuzz::roundTrip(late);
    const ResultDocumentPtr again = file.document(); // by the map that was kept
    if (late->fault())
        return; // nothing is kept of what is no JSON
    FUZZ_REQUIRE(again->isChecked() && again->root().end == late->root().end);
    fuzz::roundTrip(again);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static int argc = 1;
    static char name[] = "fuzz";
    static char *argv[] = {name, nullptr};
    static const QCoreApplication application(argc, argv);
    if (size == 0)
        return 0;
    fuzz::Input input;
    input.options = data[0];
    const uint8_t *at = data + 1;
    input.body = part(at, data + size);
    input.other = part(at, data + size);
    input.query = part(at, data + size);

    // Without the byte of zero that QByteArray has at its end.
    const auto bytes = std::make_unique<char[]>(size_t(input.body.size()));
    std::memcpy(bytes.get(), input.body.data(), size_t(input.body.size()));
    const ResultDocumentPtr document =
        ResultDocument::fromBytes(QByteArray::fromRawData(bytes.get(), input.body.size()));
    fuzz::askOthers(*document);
    fuzz::roundTrip(document);
    fuzz::readRaw(*document);
    readAll(document, input);
    fuzz::compareWith(*document, *ResultDocument::fromBytes(input.other));
    if (input.has(fuzz::Input::File))
        readFile(input);
    return 0;
}
