// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/textdifference.h"
#include "ui/rowdelegate.h"

#include <QList>
#include <QTextLayout>

namespace ui {

struct Colors;

/// The colour of a verdict, which its sign and word tell as well.
QColor verdictColor(int verdict, const Colors &colors);

/// How what the other side does not have is marked: underlined and on a ground of its own.
QTextCharFormat differenceFormat(const QPalette &palette);

/// Cells of a results::ComparisonModel.
class CompareDelegate : public RowDelegate {
    Q_OBJECT

public:
    explicit CompareDelegate(QObject *parent);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace ui
