// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

namespace ui {

/// An editor that takes text only: files from the clipboard are handed on, not inserted as their addresses.
class PlainTextEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    using QPlainTextEdit::QPlainTextEdit;
    QSize sizeHint() const override { return {200, 120}; } ///< Qt's own is as wide as a page

    /// Replaces everything. Use it rather than setPlainText(): it keeps very long lines quick.
    void insertText(const QString &text); ///< at the cursor, as a paste
    void setText(const QString &text);

signals:
    void filesPasted(const QStringList &paths);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void wrapFor(const QString &arriving);
};

} // namespace ui
