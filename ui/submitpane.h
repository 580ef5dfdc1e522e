// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QTabWidget;

namespace runs {
class StagedFilesModel;
}

namespace ui {

class ElidedButton;
class FilesPane;
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
    /// Empty, or why nothing can be submitted now ("No API key"); shown under the button.
    void setBlocked(const QString &reason);

public slots:
    void submit(); ///< what the button does, for the shortcut (Ctrl+Return)

signals:
    void addFilesRequested();
    void sampleRequested(const QString &resourcePath); ///< ":/samples/…"
    void filesPasted(const QStringList &paths);        ///< into the text pane: they are files all the same
    void submitFilesRequested();                       ///< the staged model's submittable() files
    void submitTextRequested(const QString &text);

private:
    void updateButton();
    QString buttonText(bool anything) const;
    QString hint() const;

    runs::StagedFilesModel *m_staged;
    QTabWidget *m_tabs;
    FilesPane *m_files;
    TextPane *m_text;
    ElidedButton *m_submit;
    QLabel *m_hint;
    QString m_workflowName;
    QString m_blocked;
};

} // namespace ui
