// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QImage>
#include <QTextBrowser>

namespace ui {

/// Shows Markdown that comes from outside. HTML in it is text; nothing is ever loaded, from the network or
/// from a disk: pictures are those that are handed over; links are told to others and open nothing.
class MarkdownView : public QTextBrowser {
    Q_OBJECT

public:
    static constexpr int widestPicture = 1000; ///< pixels; what is larger is shown smaller

    explicit MarkdownView(QWidget *parent = nullptr);

    /// `pictures` by the number N of "picture:N" in the text; a null one could not be decoded.
    void showMarkdown(const QString &markdown, const QHash<int, QImage> &pictures);
    /// The picture as it is shown; null when it is none that decodePicture() can. For any thread.
    static QImage decoded(const QByteArray &file);

signals:
    /// An address was clicked, or chosen by the keyboard.
    void linkChosen(const QString &address);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override;
    void changeEvent(QEvent *event) override;

private:
    void styleTables(QTextDocument *closed) const;

    QString m_markdown;
    QHash<int, QImage> m_pictures;
};

} // namespace ui
