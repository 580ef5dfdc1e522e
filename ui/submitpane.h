// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/duplicatefinder.h"
#include "ui/blockage.h"

#include <QWidget>

class QTabWidget;

namespace runs {
class StagedFilesModel;
}

namespace ui {

class ElidedButton;
class FilesPane;
class KeyWays;
class ShortLabel;
class TextPane;

/// The two panes to submit from, *Files* and *Text*, and the one button. Exactly one of the two is submitted:
/// the visible one.
class SubmitPane : public QWidget {
    Q_OBJECT

public:
    /// `staged` is not owned and must outlive the pane.
    explicit SubmitPane(runs::StagedFilesModel *staged, QWidget *parent = nullptr);

    enum Pane { Files, Text };
    Pane pane() const;
    void setPane(Pane pane);
    QString text() const;
    void setText(const QString &text);
    /// What Submit would go to; empty disables the button, and the button says that a workflow is missing.
    void setWorkflowName(const QString &name);
    /// Why nothing can be submitted now; shown under the button, with the ways out of it.
    void setBlocked(const Blockage &blockage);
    /// At the cursor: what a person has typed stays.
    void insertText(const QString &text);
    /// How runs of the chosen workflow are found by the bytes of a text; to be looked up again when another
    /// one is chosen or a run changed.
    void setLookup(runs::DuplicateFinder::Lookup lookup);
    void recheck();
    /// The keys go to what the pane on top is worked with.
    void focusPane();

public slots:
    void submit(); ///< what the button does, for the shortcut (Ctrl+Return)

signals:
    void addFilesRequested();
    void sampleRequested(const QString &resourcePath); ///< ":/samples/…"
    void showRunRequested(qint64 run);                 ///< the one that has these bytes already
    void filesPasted(const QStringList &paths);        ///< into the text pane: they are files all the same
    void submitFilesRequested();                       ///< the staged model's submittable() files
    void submitTextRequested(const QString &text);
    void keyRequested();
    void sandboxRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void updateButton();
    QString buttonText(bool anything) const;
    QString hint() const;

    runs::StagedFilesModel *m_staged;
    QTabWidget *m_tabs;
    FilesPane *m_files;
    TextPane *m_text;
    ElidedButton *m_submit;
    ShortLabel *m_hint;
    KeyWays *m_ways;
    QString m_workflowName;
    Blockage m_blocked;
};

} // namespace ui
