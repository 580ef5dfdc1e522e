// SPDX-License-Identifier: MIT
#include "ui/pictureview.h"

#include "ui/theme.h"

#include <QPainter>

namespace ui {

PictureView::PictureView(QWidget *parent)
    : QWidget(parent) {
    setMinimumHeight(3 * metrics::row);
}

void PictureView::setImage(const QImage &image) {
    m_image = image;
    m_scaled = {};
    update();
}

void PictureView::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.fillRect(rect(), colorsOf(this).surround);
    if (m_image.isNull())
        return;
    const qreal ratio = devicePixelRatioF();
    const QSize room = (size() - QSize(2, 2) * metrics::grid).expandedTo({1, 1}) * ratio;
    QSize fitted = m_image.size();
    if (fitted.width() > room.width() || fitted.height() > room.height())
        fitted = fitted.scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
    if (m_scaled.size() != fitted) {
        m_scaled =
            QPixmap::fromImage(m_image.scaled(fitted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    m_scaled.setDevicePixelRatio(ratio);
    QRect place(QPoint(), (QSizeF(fitted) / ratio).toSize());
    place.moveCenter(rect().center());
    painter.drawPixmap(place.topLeft(), m_scaled);
}

} // namespace ui
