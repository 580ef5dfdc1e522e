// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// A staged file: icon by type, name, size and type; under them in words what stands against it. A small
/// cross takes it off the list. Expects the roles of runs::StagedFilesModel.
class StagedFileDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit StagedFileDelegate(QObject *parent = nullptr);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

signals:
    void removeRequested(int row);
};

} // namespace ui
