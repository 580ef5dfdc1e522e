// SPDX-License-Identifier: MIT
#pragma once

#include "ui/rowdelegate.h"

#include <QColor>

namespace ui {

struct Colors;

/// Good from 80, doubtful from 65, bad below.
QColor confidenceColor(double confidence, const Colors &colors);

/// A confidence of 0–100 as a bar and a number with one decimal at most. What has none shows what the model
/// displays.
class ConfidenceDelegate : public RowDelegate {
    Q_OBJECT

public:
    /// `confidenceRole`: a double 0–100, or invalid: then there is no bar.
    ConfidenceDelegate(int height, int confidenceRole, QObject *parent);

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_height;
    int m_confidenceRole;
};

} // namespace ui
