// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/intake.h"

#include <QObject>
#include <QStringList>

class QMimeData;
class QWidget;

namespace ui {

class DropOverlay;

/// Makes the whole window a place to drop files or text on, and says while something hovers what would be
/// taken. Only copies are accepted: a file manager that offers to move must not delete the person's file.
class WindowDrop : public QObject {
    Q_OBJECT

public:
    /// Takes the drops of every child of `window` too, those of editors included (an editor would insert a
    /// file's path). Construct it when the children are there. `intake` is not owned.
    WindowDrop(QWidget *window, runs::Intake *intake);

    /// "Drop to add them for Invoices" names this; may be empty.
    void setTargetName(const QString &workflow) { m_target = workflow; }

signals:
    void filesDropped(const QStringList &paths);
    void textDropped(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool begin(const QMimeData *data);
    void showFiles(const QList<runs::IntakeItem> &items);

    QWidget *m_window;
    runs::Intake *m_intake;
    DropOverlay *m_overlay;
    QString m_target;
    int m_token = 0; ///< of the hover under way; a late check of an older one is dropped
};

} // namespace ui
