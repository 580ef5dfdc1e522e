// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/lineindex.h"
#include "app/results/resultdocument.h"
#include "ui/keyspage.h"

#include <memory>
#include <optional>
#include <variant>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class ElidedLabel;
class RawView;

/// The received bytes as text with line numbers, whatever they are: where the cursor stands, a way to go to a
/// byte or a line, and to the place where the bytes stop being JSON.
class RawPage : public KeysPage {
    Q_OBJECT

public:
    explicit RawPage(QWidget *parent = nullptr);
    ~RawPage() override;

    /// nullptr: nothing to show. Another document of the same bytes (a checked one) changes nothing in sight.
    /// Lines are counted from when the page is first seen, by another thread.
    void setDocument(const results::ResultDocumentPtr &document);
    RawView *view() const { return m_view; }

public slots:
    void select(qint64 begin, qint64 end); ///< bytes; scrolls there
    /// As a person writes a place: "1234567", "12:5".
    void goTo(const QString &place);

signals:
    void cursorOffsetChanged(qint64 offset);
    void saveRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void indexGrew();
    void goToPlace();
    void showPlace();
    void say(const QString &words, bool offerSave = false);

    RawView *m_view;
    QCheckBox *m_wrap;
    QLineEdit *m_goTo;
    QPushButton *m_fault;
    ElidedLabel *m_place;
    QWidget *m_noteRow;
    QLabel *m_note;
    QPushButton *m_save;
    results::ResultDocumentPtr m_document;
    std::shared_ptr<results::LineIndex> m_index;
    bool m_filled = true;
    /// A place that was asked for and is not counted yet.
    std::optional<results::LineIndex::Place> m_wanted;
};

} // namespace ui
