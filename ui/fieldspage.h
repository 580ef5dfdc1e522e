// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeView;

namespace results {
class FieldsModel;
}

namespace ui {

/// The extracted fields as people read them: value, confidence, page, and the quotes underneath.
class FieldsPage : public QWidget {
    Q_OBJECT

public:
    explicit FieldsPage(QWidget *parent = nullptr);

    void setFields(const QList<results::Field> &fields);
    /// The result is not here yet.
    void setReading();
    /// JSONPath of the selected row; empty when none is.
    QString currentPath() const;

signals:
    void currentPathChanged(const QString &path);
    void treeRequested(); ///< there are no fields: show the tree

private:
    void createActions();
    void expandWhatIsShort();
    void fitNames();

    results::FieldsModel *m_model;
    QTreeView *m_view;
    QWidget *m_empty;
    QLabel *m_emptyWords;
    QPushButton *m_showTree;
};

} // namespace ui
