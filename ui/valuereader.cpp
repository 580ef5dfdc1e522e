// SPDX-License-Identifier: MIT
#include "ui/valuereader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

Picture pictureOf(const results::ResultDocument &document, const results::PictureText &text,
    const std::atomic_bool &cancelled) {
    const QString refused = refusePicture(text.bytes(), text.format);
    if (!refused.isEmpty())
        return {{}, {}, refused};
    const auto file = pictureFile(document, text, cancelled);
    if (!file)
        return {{}, {}, ValueReader::tr("The picture could not be read from the file of the result.")};
    Picture picture = decodePicture(file->bytes, text.format);
    if (!file->isWhole) {
        picture.fault = picture.image.isNull()
                            ? ValueReader::tr("This %1 picture is damaged: its Base64 breaks off or holds "
                                              "other characters after %2 bytes.")
                                  .arg(pictureName(text.format))
                                  .arg(file->bytes.size())
                            : ValueReader::tr("The Base64 of this picture breaks off or holds other "
                                              "characters; what stands before is shown.");
    }
    return picture;
}

/// Hands a result to whoever asked, unless he has asked again or is gone.
template<typename Answer>
void tell(
    const QPointer<ValueReader> &reader, const std::shared_ptr<std::atomic_bool> &cancelled, Answer answer) {
    // The application object outlives the pool's work; the reader may not.
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [reader, cancelled, answer] {
            if (reader && !*cancelled)
                answer(*reader);
        },
        Qt::QueuedConnection);
}

} // namespace

ValueReader::~ValueReader() {
    cancel();
}

void ValueReader::cancel() {
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled.reset();
}

ValueReader::Flag ValueReader::begin() {
    cancel();
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    return m_cancelled;
}

void ValueReader::count(const results::ValuePages &pages) {
    QThreadPool::globalInstance()->start(
        [reader = QPointer(this), cancelled = begin(), counted = pages]() mutable {
            counted.readAll(*cancelled);
            tell(reader, cancelled, [counted](ValueReader &asked) { emit asked.counted(counted); });
        });
}

void ValueReader::decode(const results::ResultDocumentPtr &document, const results::PictureText &text) {
    QThreadPool::globalInstance()->start([reader = QPointer(this), cancelled = begin(), document, text] {
        if (*cancelled)
            return;
        const Picture picture = pictureOf(*document, text, *cancelled);
        tell(reader, cancelled, [picture](ValueReader &asked) { emit asked.decoded(picture); });
    });
}

} // namespace ui
