// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QComboBox;
class QToolButton;

namespace runs {
class WorkflowCatalog;
}

namespace ui {

class ElidedButton;
class WorkflowNames;

/// Chooses the workflow: an editable combo box that finds by typing (any part of name or id), takes a pasted
/// id (UUID) that is not listed, and says when the list is loading, empty or could not be had (with a retry
/// button). What the box shows is what is chosen: a text that is no workflow means that none is.
class WorkflowPicker : public QWidget {
    Q_OBJECT

public:
    /// `catalog` is not owned and must outlive the picker.
    explicit WorkflowPicker(runs::WorkflowCatalog *catalog, QWidget *parent = nullptr);
    ~WorkflowPicker() override;

    QString workflowId() const { return m_id; }
    QString workflowName() const { return m_name; }
    /// Selects this id once it is listed; an id that is never listed stays chosen as typed. Empty: none, and
    /// the former one does not come back either, which may belong to another service.
    void setWorkflowId(const QString &id);

    QSize minimumSizeHint() const override;

signals:
    void workflowChanged(const QString &id, const QString &name);
    /// The same, by a person's hand: what is worth remembering.
    void workflowChosen(const QString &id);
    void reloadRequested();
    void errorDetailsRequested(); ///< the person clicked the error state

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void textEdited(const QString &text);
    void editingFinished();
    void choose(const QString &id);
    void chooseByHand(const QString &id);
    void showText(const QString &text);
    void updateState();
    void updateToolTip();

    runs::WorkflowCatalog *m_catalog;
    WorkflowNames *m_names;
    QComboBox *m_combo;
    ElidedButton *m_words;
    QToolButton *m_reload;
    QString m_id;
    QString m_name;
    QString m_lastId; ///< comes back when the box is left empty
    bool m_selectOnRelease = false;
};

} // namespace ui
