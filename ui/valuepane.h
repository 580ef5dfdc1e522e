// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/picturetext.h"
#include "app/results/valuepages.h"
#include "ui/valuereader.h"

#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace ui {

class ElidedLabel;
class PictureView;

/// One value of a result, all of it: a text with its line breaks and escapes decoded, in parts where it is
/// long; a picture that stands in it as Base64; anything else as it was received. Beside it how much it is.
/// Nothing is ever loaded from elsewhere: an address is text.
class ValuePane : public QWidget {
    Q_OBJECT

public:
    /// Longer ones are counted in the background, and read part by part in any case.
    static constexpr qint64 longText = 65'536; // bytes

    explicit ValuePane(QWidget *parent = nullptr);

    /// `node` is invalid where no value is chosen; `words` then stand in its place. `key` is what a picture
    /// is called when it is saved. The same value again changes nothing.
    void showValue(const results::ResultDocumentPtr &document, const results::JsonNode &node,
        const QString &key, const QString &words = {});

signals:
    void copyRequested(); ///< of the whole value
    /// `file` is for another thread.
    void savePictureRequested(
        const QString &suggestedName, const std::function<std::optional<QByteArray>()> &file);
    void closeRequested();
    void leaveRequested(); ///< the keys go back to the tree

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QToolButton *addButton(const QString &symbol, const QString &name, const QString &words);
    void layOut(const QList<QToolButton *> &pager, const QList<QToolButton *> &tools);
    void takePicture(const Picture &picture);
    void showText();
    void showPart(int part);
    void showFacts();
    void showPager();
    void savePicture();
    QString textFacts() const;
    QString pictureFacts() const;
    QString containerFacts() const;

    ElidedLabel *m_facts;
    QLabel *m_note;
    QStackedWidget *m_stack;
    QPlainTextEdit *m_text;
    PictureView *m_view;
    QLabel *m_empty;
    QWidget *m_pager;
    ElidedLabel *m_place;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_asText;
    QToolButton *m_save;
    QToolButton *m_copy;
    QToolButton *m_close;
    ValueReader m_reader;
    results::ResultDocumentPtr m_document;
    results::JsonNode m_node;
    QString m_key;
    results::ValuePages m_pages;
    std::optional<results::PictureText> m_pictureText;
    Picture m_picture;
    int m_part = 0;
    bool m_counting = false; ///< the characters of a long text, in the background
};

} // namespace ui
