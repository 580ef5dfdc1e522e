// SPDX-License-Identifier: MIT
#pragma once

#include <QIdentityProxyModel>
#include <QStyledItemDelegate>

namespace ui {

/// The catalog with one more role: name and id in one text, for a completer that finds either.
class WorkflowNames : public QIdentityProxyModel {
    Q_OBJECT

public:
    static constexpr int SearchRole = Qt::UserRole + 100;

    using QIdentityProxyModel::QIdentityProxyModel;
    QVariant data(const QModelIndex &index, int role) const override;

    /// The id of the workflow with this id or, else, this name (whatever its case); empty when there is none.
    QString idOf(const QString &nameOrId) const;
    /// Ids of those with the text in name or id, whatever the case.
    QStringList idsWith(const QString &part) const;
};

/// Name, and under it the id, smaller.
class WorkflowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ui
