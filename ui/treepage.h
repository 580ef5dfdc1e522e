// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonplace.h"
#include "app/results/resultdocument.h"

#include <QWidget>

class QLabel;
class QModelIndex;
class QPushButton;
class QTreeView;

namespace results {
class JsonTreeModel;
}

namespace ui {

/// Everything in the reply as a tree of key, value and type.
class TreePage : public QWidget {
    Q_OBJECT

public:
    /// As many rows as one Expand all opens: the view pays for every open row, and nobody reads more.
    static constexpr int expandLimit = 2000;

    explicit TreePage(QWidget *parent = nullptr);

    /// nullptr empties the tree.
    void setDocument(const results::ResultDocumentPtr &document);
    QString currentPath() const;
    /// Opens what lies around it, and goes there. False when there is no such row (the root has none).
    bool select(const results::JsonWay &way);

public slots:
    void expandAll();
    void collapseAll();

signals:
    void currentPathChanged(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createActions();
    void expandBounded(const QModelIndex &top);
    void expandToFields();
    void fetchVisible();

    results::JsonTreeModel *m_model;
    QTreeView *m_view;
    QPushButton *m_expand;
    QPushButton *m_collapse;
    QLabel *m_note;
};

} // namespace ui
