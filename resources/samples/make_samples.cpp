// SPDX-License-Identifier: MIT
// Draws invoice-0847.pdf: make_samples FILE. Everybody and everything in it is made up.
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>

using namespace Qt::StringLiterals;

namespace {

const QColor Ink(0x1d, 0x22, 0x29);
const QColor Dim(0x6a, 0x72, 0x80);
const QColor Hairline(0xc9, 0xce, 0xd6);
const QColor Accent(0x0f, 0x5c, 0x6e);

constexpr double Left = 56; // points from here on
constexpr double Right = 539;
constexpr double RowHeight = 30;

struct Item {
    const char *description;
    const char *secondLine;
    const char *quantity;
    const char *unitPrice;
    const char *amount;
};

constexpr Item Items[] = {
    {"Torque wrench set, 3/8 inch drive", nullptr, "6", "$89.50", "$537.00"},
    {"Bearing puller kit", nullptr, "4", "$64.25", "$257.00"},
    {"Precision caliper, 150 mm", nullptr, "8", "$42.00", "$336.00"},
    {"Workbench vice, 125 mm", nullptr, "3", "$118.00", "$354.00"},
    {"Chain alignment gauge", nullptr, "12", "$17.75", "$213.00"},
    {"Hydraulic brake bleed kit", nullptr, "5", "$38.40", "$192.00"},
    {"Spoke tension meter", nullptr, "2", "$74.90", "$149.80"},
    {"Truing stand, professional,", "with digital dial indicators", "2", "$245.00", "$490.00"},
    {"Assembly grease, 1 kg tub", nullptr, "10", "$14.30", "$143.00"},
    {"Cable cutter, hardened jaws", nullptr, "6", "$31.20", "$187.20"},
    {"Parts washer fluid, 5 litres", nullptr, "9", "$22.60", "$203.40"},
    {"Nitrile gloves, box of 100", nullptr, "20", "$9.85", "$197.00"},
    {"Shop towels, roll of 200", nullptr, "24", "$4.15", "$99.60"},
    {"Calibration service with certificate", nullptr, "2", "$120.00", "$240.00"},
    {"On-site training, half a day", nullptr, "1", "$151.00", "$151.00"},
};
constexpr int ItemsOnFirstPage = 12;

class InvoicePainter {
public:
    explicit InvoicePainter(QPdfWriter &writer)
        : m_writer(writer)
        , m_painter(&writer) {
        m_painter.scale(writer.resolution() / 72.0, writer.resolution() / 72.0);
    }

    void draw() {
        firstPage();
        m_writer.newPage();
        secondPage();
    }

private:
    void text(double x, double baseline, const QString &words, double size,
        QFont::Weight weight = QFont::Normal, const QColor &color = Ink,
        Qt::Alignment align = Qt::AlignLeft) {
        QFont font(u"Noto Sans"_s);
        font.setWeight(weight);
        font.setPixelSize(100);
        m_painter.save();
        m_painter.setPen(color);
        m_painter.translate(x, baseline);
        m_painter.scale(size / 100, size / 100); // fractions of a point, without hinted widths
        m_painter.setFont(font);
        const double width = QFontMetricsF(font, &m_writer).horizontalAdvance(words);
        m_painter.drawText(QPointF(align == Qt::AlignRight ? -width : 0, 0), words);
        m_painter.restore();
    }

    void rule(double y, const QColor &color = Hairline, double width = 0.6) {
        m_painter.setPen(QPen(color, width));
        m_painter.drawLine(QPointF(Left, y), QPointF(Right, y));
    }

    void footer(int page) {
        rule(790);
        text(Left, 806, u"Brindle & Moss Workshop Supplies · 220 Foundry Street · Ashcombe, OR 97003"_s, 7.5,
            QFont::Normal, Dim);
        text(Right, 806, u"Page %1 of 2"_s.arg(page), 7.5, QFont::Normal, Dim, Qt::AlignRight);
    }

    void tableHead(double y) {
        m_painter.fillRect(QRectF(Left, y - 14, Right - Left, 20), QColor(0xee, 0xf3, 0xf5));
        text(Left + 8, y, u"Description"_s, 8.5, QFont::DemiBold, Accent);
        text(365, y, u"Qty"_s, 8.5, QFont::DemiBold, Accent, Qt::AlignRight);
        text(450, y, u"Unit price"_s, 8.5, QFont::DemiBold, Accent, Qt::AlignRight);
        text(Right - 8, y, u"Amount"_s, 8.5, QFont::DemiBold, Accent, Qt::AlignRight);
    }

    /// Returns where the next row goes.
    double tableRow(double y, const Item &item) {
        text(Left + 8, y, QString::fromUtf8(item.description), 9.5);
        text(365, y, QString::fromUtf8(item.quantity), 9.5, QFont::Normal, Ink, Qt::AlignRight);
        text(450, y, QString::fromUtf8(item.unitPrice), 9.5, QFont::Normal, Ink, Qt::AlignRight);
        text(Right - 8, y, QString::fromUtf8(item.amount), 9.5, QFont::Normal, Ink, Qt::AlignRight);
        if (item.secondLine) {
            y += 13;
            text(Left + 8, y, QString::fromUtf8(item.secondLine), 9.5);
        }
        rule(y + 11.5, QColor(0xe6, 0xe9, 0xed), 0.4);
        return y + RowHeight;
    }

    void labelled(double y, const QString &label, const QString &value, double inset = 0) {
        text(365 + inset, y, label, 9, QFont::Normal, Dim);
        text(Right - inset, y, value, 9, QFont::Medium, Ink, Qt::AlignRight);
    }

    void firstPage() {
        m_painter.fillRect(QRectF(Left, 52, 26, 26), Accent);
        text(Left + 5.5, 70.5, u"B"_s, 15, QFont::Bold, Qt::white);
        text(Left + 38, 62, u"Brindle & Moss Workshop Supplies"_s, 12, QFont::Bold);
        text(Left + 38, 76, u"220 Foundry Street, Ashcombe, OR 97003"_s, 8.5, QFont::Normal, Dim);
        text(Left, 130, u"INVOICE"_s, 26, QFont::Bold, Accent);
        labelled(162, u"Invoice number"_s, u"INV-2024-0847"_s);
        labelled(178, u"Issue date"_s, u"15 March 2024"_s);
        labelled(194, u"Due date"_s, u"14 April 2024"_s);
        labelled(210, u"Purchase order"_s, u"PO-5519"_s);

        text(Left, 162, u"Bill to"_s, 8.5, QFont::DemiBold, Accent);
        text(Left + 150, 162, u"Ship to"_s, 8.5, QFont::DemiBold, Accent);
        const QStringList billTo{u"Harbour Lane Cycles"_s, u"Accounts payable"_s, u"31 Harbour Lane"_s,
            u"Port Ellery, ME 04099"_s};
        const QStringList shipTo{
            u"Harbour Lane Cycles"_s, u"Workshop, gate 2"_s, u"5 Quay Road"_s, u"Port Ellery, ME 04099"_s};
        for (qsizetype i = 0; i < billTo.size(); ++i) {
            text(Left, 178 + 14 * double(i), billTo[i], 9.5, i == 0 ? QFont::DemiBold : QFont::Normal);
            text(Left + 150, 178 + 14 * double(i), shipTo[i], 9.5, i == 0 ? QFont::DemiBold : QFont::Normal);
        }

        tableHead(270);
        double y = 299;
        for (int i = 0; i < ItemsOnFirstPage; ++i)
            y = tableRow(y, Items[i]);
        text(Right - 8, y + 8, u"Continued on page 2"_s, 8.5, QFont::Normal, Dim, Qt::AlignRight);
        footer(1);
    }

    void secondPage() {
        text(Left, 62, u"Brindle & Moss Workshop Supplies"_s, 9, QFont::DemiBold, Dim);
        text(Right, 62, u"Invoice INV-2024-0847"_s, 9, QFont::Normal, Dim, Qt::AlignRight);
        rule(70);
        tableHead(100);
        double y = 129;
        for (size_t i = ItemsOnFirstPage; i < std::size(Items); ++i)
            y = tableRow(y, Items[i]);

        y += 14;
        labelled(y, u"Subtotal"_s, u"$3,750.00"_s, 8);
        labelled(y + 18, u"Sales tax (9 %)"_s, u"$337.50"_s, 8);
        m_painter.setPen(QPen(Accent, 1.2));
        m_painter.drawLine(QPointF(365, y + 27), QPointF(Right, y + 27));
        text(373, y + 46, u"Total due"_s, 12, QFont::Bold);
        text(Right - 8, y + 46, u"$4,087.50"_s, 12, QFont::Bold, Ink, Qt::AlignRight);

        y += 100;
        text(Left, y, u"Payment"_s, 12, QFont::DemiBold, Accent);
        const std::pair<QString, QString> payment[] = {
            {u"Account holder:"_s, u"Brindle & Moss Workshop Supplies"_s},
            {u"Bank:"_s, u"First Ellery Savings Bank"_s}, {u"Account number:"_s, u"0048 2210 7731"_s},
            {u"Payment reference:"_s, u"INV-2024-0847"_s}, {u"Terms:"_s, u"30 days net"_s}};
        for (const auto &[label, value] : payment) {
            y += 17;
            text(Left, y, label, 9, QFont::Normal, Dim);
            text(Left + 120, y, value, 9.5);
        }
        y += 40;
        text(Left, y,
            u"Questions about this invoice? Write to billing@brindle-moss.example or call +1 503 555 0118."_s,
            9);
        text(Left, y + 14, u"Goods remain our property until they are paid for. Thank you for your order."_s,
            9);
        footer(2);
    }

    QPdfWriter &m_writer;
    QPainter m_painter;
};

} // namespace

int main(int argc, char **argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    if (argc != 2 || !QFontDatabase::hasFamily(u"Noto Sans"_s)) {
        qCritical("usage: make_samples FILE (and the font Noto Sans must be installed)");
        return 2;
    }
    QPdfWriter writer(QString::fromLocal8Bit(argv[1]));
    writer.setTitle(u"Invoice INV-2024-0847 (sample, fictitious)"_s);
    writer.setCreator(u"AnyFormat Desktop"_s);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF());
    writer.setResolution(720);
    InvoicePainter(writer).draw();
    return 0;
}
