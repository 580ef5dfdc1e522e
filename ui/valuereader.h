// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/picturetext.h"
#include "app/results/valuepages.h"
#include "ui/picture.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace ui {

/// What takes its time about a value, on another thread: how much text it is, the picture that it holds. Only
/// the newest question is answered.
class ValueReader : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~ValueReader() override;

    void count(const results::ValuePages &pages);
    void decode(const results::ResultDocumentPtr &document, const results::PictureText &text);
    void cancel();

signals:
    /// To its end, or as far as the file can be read.
    void counted(const results::ValuePages &pages);
    void decoded(const ui::Picture &picture);

private:
    using Flag = std::shared_ptr<std::atomic_bool>;

    Flag begin();

    Flag m_cancelled; ///< of the newest question
};

} // namespace ui
