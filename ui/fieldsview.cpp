// SPDX-License-Identifier: MIT
#include "ui/fieldsview.h"

#include "app/results/displaytext.h"
#include "app/results/fieldsmodel.h"
#include "ui/confidencedelegate.h"
#include "ui/icons.h"
#include "ui/rowdelegate.h"
#include "ui/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

using results::FieldsModel;

namespace {

// Pixels of the whole view.
constexpr int roomForQuotes = 960;
constexpr int roomForVerification = 600;

int kindOf(const QModelIndex &index) {
    return index.data(FieldsModel::KindRole).toInt();
}

class FieldDelegate : public RowDelegate {
public:
    explicit FieldDelegate(QObject *parent)
        : RowDelegate(metrics::row, FieldsModel::TextRole, parent) {}

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        const bool value = index.column() == FieldsModel::ValueColumn;
        if (value && index.data(FieldsModel::OverrideRole).toBool())
            paintOverride(painter, option, index);
        else
            RowDelegate::paint(painter, option, index);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override {
        RowDelegate::initStyleOption(option, index);
        const int kind = kindOf(index);
        const int column = index.column();
        const Colors &colors = colorsOf(option->palette);
        const bool nothing = column == FieldsModel::ValueColumn && index.data(FieldsModel::NullRole).toBool();
        if (kind == FieldsModel::GroupKind)
            option->font.setWeight(QFont::DemiBold);
        if (kind == FieldsModel::SectionKind && column == FieldsModel::ValueColumn)
            option->font.setWeight(QFont::DemiBold);
        if (kind == FieldsModel::EvidenceKind && column <= FieldsModel::ValueColumn)
            option->text.clear();
        if (nothing)
            option->text = FieldsView::tr("not found");
        if (column == FieldsModel::QuoteColumn)
            option->font.setItalic(kind != FieldsModel::SectionKind || option->text.startsWith(u'“'));
        QColor color = colors.text;
        if (kind == FieldsModel::EvidenceKind || nothing || column >= FieldsModel::VerificationColumn ||
            (kind == FieldsModel::SectionKind && column == FieldsModel::NameColumn))
            color = colors.dim;
        if (column == FieldsModel::PageColumn)
            color = colors.text;
        if (column == FieldsModel::VerificationColumn &&
            index.data(FieldsModel::VerificationRole).toString() == "verified"_L1) {
            color = colors.good;
            option->icon = QIcon(iconPixmap(u"ready"_s, colors.good, 14,
                option->widget ? option->widget->devicePixelRatioF() : qreal(1)));
            option->decorationSize = {14, 14};
            option->features |= QStyleOptionViewItem::HasDecoration;
        }
        option->palette.setColor(QPalette::Text, color);
        option->palette.setColor(QPalette::HighlightedText, color);
    }

private:
    /// The value, then what it stands in the place of.
    void paintOverride(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
        QStyleOptionViewItem item(option);
        initStyleOption(&item, index);
        item.text.clear();
        const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        const Colors &colors = colorsOf(item.palette);
        const QString original = index.data(FieldsModel::OriginalRole).toString();
        const QString value = results::displayLine(index.data(FieldsModel::TextRole).toString());
        const QString note = original.isEmpty()
                                 ? FieldsView::tr("override of nothing")
                                 : FieldsView::tr("override of %1").arg(results::displayLine(original, 120));
        QRect rect = option.rect.adjusted(7, 0, -metrics::grid, 0);
        const QFontMetrics fonts = item.fontMetrics;
        const QString shown = fonts.elidedText(value, Qt::ElideRight, rect.width());
        painter->save();
        painter->setFont(item.font);
        painter->setPen(colors.text);
        constexpr int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
        painter->drawText(rect, flags, shown);
        rect.setLeft(rect.left() + fonts.horizontalAdvance(shown) + metrics::grid * 3 / 2);
        if (rect.width() > metrics::grid * 5) {
            painter->setPen(colors.doubt);
            painter->drawText(rect, flags, fonts.elidedText(note, Qt::ElideRight, rect.width()));
        }
        painter->restore();
    }
};

} // namespace

FieldsView::FieldsView(QWidget *parent)
    : RowTree(parent) {
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setExpandsOnDoubleClick(true);
    setItemDelegate(new FieldDelegate(this));
    setItemDelegateForColumn(FieldsModel::ConfidenceColumn,
        new ConfidenceDelegate(metrics::row, FieldsModel::ConfidenceRole, this));
}

void FieldsView::setModel(QAbstractItemModel *model) {
    RowTree::setModel(model);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setSectionResizeMode(FieldsModel::ValueColumn, QHeaderView::Stretch);
    header()->setMinimumSectionSize(56);
    header()->resizeSection(FieldsModel::NameColumn, 190);
    header()->resizeSection(FieldsModel::ConfidenceColumn, 124);
    header()->resizeSection(FieldsModel::VerificationColumn, 112);
    header()->resizeSection(FieldsModel::PageColumn, 72);
    header()->resizeSection(FieldsModel::GroupColumn, 140);
    header()->setSectionsClickable(true);
    header()->setSortIndicatorClearable(true); // the third click: as the service sent them
    header()->setSortIndicatorShown(true);
    header()->setSortIndicator(-1, Qt::AscendingOrder);
    showColumns(false, false);
}

void FieldsView::showColumns(bool verification, bool group) {
    m_verification = verification;
    m_group = group;
    arrange();
}

void FieldsView::arrange() {
    if (!model())
        return;
    const bool wide = width() >= roomForQuotes;
    setColumnHidden(FieldsModel::QuoteColumn, !wide);
    const bool narrow = width() < roomForVerification; // the value needs it more
    setColumnHidden(FieldsModel::VerificationColumn, !m_verification || narrow);
    setColumnHidden(FieldsModel::GroupColumn, !m_group || narrow);
    header()->resizeSection(FieldsModel::QuoteColumn, width() * 3 / 10);
}

void FieldsView::fitNames() {
    constexpr int enough = 200; // a few say how wide they are
    int width = 150;
    const QList<results::Field> &fields = static_cast<FieldsModel *>(model())->fields();
    for (const results::Field &field : fields.mid(0, enough))
        width = qMax(width, fontMetrics().horizontalAdvance(field.name.left(60)) + 2 * indentation() + 16);
    header()->resizeSection(FieldsModel::NameColumn, qMin(width, 280));
}

int FieldsView::heightOfRows(int most) const {
    int height = header()->sizeHint().height() + 1;
    for (QModelIndex at = model()->index(0, 0); at.isValid() && height < most; at = indexBelow(at))
        height += metrics::row;
    return qMin(height, most);
}

bool FieldsView::isTable(const QModelIndex &index) const {
    return index.isValid() && index.data(FieldsModel::TableRole).toInt() >= 0;
}

/// A quote has the width of the name and the value for itself: it is painted over both, and so not in the
/// cell.
void FieldsView::drawRow(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    RowTree::drawRow(painter, option, index);
    const int kind = kindOf(index);
    const QModelIndex below = kind == FieldsModel::SectionKind ? indexBelow(index) : QModelIndex();
    if (below.isValid() &&
        (kindOf(below) == FieldsModel::FieldKind || kindOf(below) == FieldsModel::GroupKind)) {
        const QRect line(0, option.rect.bottom(), viewport()->width(), 1);
        painter->fillRect(line, colorsOf(this).line);
    }
    if (kind != FieldsModel::EvidenceKind)
        return;
    const QModelIndex name = index.siblingAtColumn(FieldsModel::NameColumn);
    const QRect rect = visualRect(name).united(visualRect(index.siblingAtColumn(FieldsModel::ValueColumn)));
    QFont italic = font();
    italic.setItalic(true);
    painter->save();
    painter->setFont(italic);
    painter->setPen(colorsOf(this).dim);
    const QRect text = rect.adjusted(6, 0, -metrics::grid, 0);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetrics(italic).elidedText(name.data().toString().simplified(), Qt::ElideRight, text.width()));
    painter->restore();
}

void FieldsView::keyPressEvent(QKeyEvent *event) {
    const int key = event->key();
    const bool enters = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Right;
    if (enters && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && isTable(currentIndex())) {
        emit tableEntered();
        return;
    }
    RowTree::keyPressEvent(event);
}

void FieldsView::mouseDoubleClickEvent(QMouseEvent *event) {
    RowTree::mouseDoubleClickEvent(event);
    if (isTable(indexAt(event->position().toPoint())))
        emit tableEntered();
}

void FieldsView::resizeEvent(QResizeEvent *event) {
    RowTree::resizeEvent(event);
    arrange();
}

} // namespace ui
