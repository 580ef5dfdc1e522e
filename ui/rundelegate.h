// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace runs {
struct Run;
}

namespace ui {

struct Colors;

/// A run in two lines: state icon, name and time; then in words how it stands, with a thin bar while it is on
/// its way. Expects the roles of runs::RunsModel.
class RunDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit RunDelegate(QObject *parent = nullptr);

    /// The time the words are told for.
    void setNow(qint64 nowMs) { m_now = nowMs; }

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    void paintBar(QPainter *painter, const QRect &track, const runs::Run &run, const Colors &colors) const;

    qint64 m_now;
};

} // namespace ui
