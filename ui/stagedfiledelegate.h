// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// A staged file: icon by type, name, size and type; under them in words what stands against it, with a way
/// to the run that has its bytes already. A small cross takes it off the list. Expects the roles of
/// runs::StagedFilesModel.
class StagedFileDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit StagedFileDelegate(QObject *parent = nullptr);
    /// All rows of two lines, the second with the folder where nothing else is to be said: a view need not
    /// ask each of ten thousand rows for its height.
    void setUniform(bool uniform) { m_uniform = uniform; }

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

signals:
    void removeRequested(int row);
    void showRunRequested(qint64 run); ///< the one with the same bytes

private:
    bool m_uniform = false;
};

} // namespace ui
