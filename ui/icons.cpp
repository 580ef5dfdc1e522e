// SPDX-License-Identifier: MIT
#include "ui/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

class SymbolEngine : public QIconEngine {
public:
    explicit SymbolEngine(QString name)
        : m_name(std::move(name)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override {
        const int side = qMin(rect.width(), rect.height());
        const QRect square(
            rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
        painter->drawPixmap(
            square, iconPixmap(m_name, color(mode), side, painter->device()->devicePixelRatioF()));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override {
        QPixmap pixmap = iconPixmap(m_name, color(mode), qMin(size.width(), size.height()), 1.0);
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QIconEngine *clone() const override { return new SymbolEngine(m_name); }

private:
    static QColor color(QIcon::Mode mode) {
        return QGuiApplication::palette().color(
            mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active, QPalette::ButtonText);
    }

    QString m_name;
};

} // namespace

QIcon icon(const QString &name) {
    return QIcon(new SymbolEngine(name));
}

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal ratio) {
    const QString key = u"symbol/%1/%2/%3/%4"_s.arg(name, color.name()).arg(size).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(u":/icons/%1.svg"_s.arg(name));
    QByteArray svg;
    if (file.open(QIODevice::ReadOnly))
        svg = file.readAll();
    else
        qWarning("no symbol named %s", qUtf8Printable(name));
    svg.replace("currentColor", color.name().toLatin1());
    const int side = qRound(size * ratio);
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace ui
