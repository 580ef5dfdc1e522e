// SPDX-License-Identifier: MIT
#include <QByteArray>
#include <QDir>
#include <QFile>

#include <cstdint>
#include <cstdio>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// Hands every file of the folders to the entry of the fuzzer: replay FOLDER… Ends with 1 when there is none.
int main(int argc, char **argv) {
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        const QDir folder(QString::fromLocal8Bit(argv[i]));
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                return 1;
            const QByteArray bytes = file.readAll();
            std::printf("%s\n", qPrintable(name));
            std::fflush(stdout); // the last one is the one that fails
            LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(bytes.data()), size_t(bytes.size()));
            ++files;
        }
    }
    return files == 0 ? 1 : 0;
}
