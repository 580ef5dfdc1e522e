// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/parsemarkdown.h"
#include "app/results/resultdocument.h"
#include "ui/keyspage.h"

#include <QHash>
#include <QImage>
#include <atomic>
#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ui {

class MarkdownView;

/// The parse's text as it reads: a part of it at a time, with what is needed to go to another one. Nothing is
/// loaded from anywhere; an address opens only after it was shown and a person said so.
class MarkdownPage : public KeysPage {
    Q_OBJECT

public:
    explicit MarkdownPage(QWidget *parent = nullptr);
    ~MarkdownPage() override;

    /// nullptr empties the page. Read when the page is first seen, by another thread.
    void setDocument(const results::ResultDocumentPtr &document);
    int part() const { return m_part; }
    int parts() const;

public slots:
    void showPart(int part);

signals:
    /// A person wants to see this address, http or https, in a browser.
    void openRequested(const QUrl &address);
    void partShown(int part);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Text;
    using TextPtr = std::shared_ptr<const Text>;

    void read();
    void takeText(const TextPtr &text);
    void takePictures(int part, const QHash<int, QImage> &pictures);
    void showLink(const QString &address);
    void hideLink();
    void updateControls();
    void say(const QString &words);
    QString partTitle(int part) const;

    QWidget *m_tools;
    QToolButton *m_previous;
    QComboBox *m_choice;
    QToolButton *m_next;
    QLabel *m_note;
    QLabel *m_empty;
    MarkdownView *m_view;
    QWidget *m_linkRow;
    QLineEdit *m_link;
    QPushButton *m_open;
    results::ResultDocumentPtr m_document;
    TextPtr m_text;
    std::shared_ptr<std::atomic_bool> m_work; ///< what other threads do for this document
    bool m_isRead = true;
    int m_part = -1;
    int m_wantedPart = -1; ///< its pictures are being decoded
};

} // namespace ui
