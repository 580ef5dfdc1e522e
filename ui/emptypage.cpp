// SPDX-License-Identifier: MIT
#include "ui/emptypage.h"

#include "ui/icons.h"
#include "ui/keyways.h"
#include "ui/labels.h"
#include "ui/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QLabel *words(const QString &text, const QString &role, QWidget *parent) {
    QLabel *label = plainLabel({}, role, parent);
    label->setText(text);
    return label;
}

} // namespace

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
    , m_sandboxNote(
          words(tr("You are in the sandbox: it reads documents with plain rules on this computer. Nothing "
                   "is sent anywhere, and it is not AnyFormat's extraction."),
              u"dim"_s, this))
    , m_blocked(words({}, u"doubt"_s, this))
    , m_ways(new KeyWays(u"empty"_s, this)) {
    setObjectName(u"emptyPage"_s);

    QLabel *title = words(tr("Documents in, checked values out"), u"heading"_s, this);
    title->setObjectName(u"emptyTitle"_s);
    QLabel *about = words(
        tr("AnyFormat Desktop sends documents to an AnyFormat workflow and shows every value that comes "
           "back, with the quote and the page it was read from."),
        u"dim"_s, this);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::grid * 3 / 2);
    grid->setVerticalSpacing(metrics::grid);
    grid->setColumnStretch(1, 1);
    const QString steps[] = {tr("Choose a workflow at the top left."),
        tr("Drop files anywhere on this window, or paste text; then submit."),
        tr("Choose a run on the left: its fields, its tree and the raw reply stand here.")};
    for (int i = 0; i < 3; ++i) {
        auto *number = new QLabel(QString::number(i + 1), this);
        QFont bold = number->font();
        bold.setWeight(QFont::DemiBold);
        number->setFont(bold);
        number->setForegroundRole(QPalette::Link);
        grid->addWidget(number, i, 0, Qt::AlignTop);
        grid->addWidget(words(steps[i], {}, this), i, 1);
    }

    auto *add = new QPushButton(tr("Add files…"), this);
    add->setObjectName(u"emptyAddFilesButton"_s);
    add->setAccessibleName(tr("Add files"));
    connect(add, &QPushButton::clicked, this, &EmptyPage::addFilesRequested);
    auto *addRow = new QHBoxLayout;
    addRow->addWidget(add);
    addRow->addStretch();

    m_blocked->setObjectName(u"emptyBlocked"_s);
    connect(m_ways, &KeyWays::keyRequested, this, &EmptyPage::keyRequested);
    connect(m_ways, &KeyWays::sandboxRequested, this, &EmptyPage::sandboxRequested);
    m_samples = createSamples();

    m_sandboxNote->setObjectName(u"emptySandboxNote"_s);
    m_sandboxNote->hide();

    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::grid);
    column->addStretch(2);
    column->addWidget(title);
    column->addWidget(about);
    column->addSpacing(metrics::grid * 2);
    column->addLayout(grid);
    column->addSpacing(metrics::grid);
    column->addLayout(addRow);
    column->addSpacing(metrics::grid * 2);
    column->addWidget(m_blocked);
    column->addWidget(m_ways);
    column->addWidget(m_samples);
    column->addSpacing(metrics::grid * 2);
    column->addWidget(m_sandboxNote);
    column->addStretch(3);

    // A readable measure in the middle, however wide the pane.
    auto *middle = new QWidget(this);
    middle->setMaximumWidth(520);
    middle->setLayout(column);
    auto *content = new QWidget(this);
    auto *side = new QHBoxLayout(content);
    side->setContentsMargins(metrics::grid * 3, metrics::grid * 2, metrics::grid * 3, metrics::grid * 2);
    side->addStretch(1);
    side->addWidget(middle, 1000);
    side->addStretch(1);
    // In a low window it scrolls; words would be cut and painted over each other.
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"emptyScroll"_s);
    scroll->setAccessibleName(tr("How to begin"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    setBlocked({});
}

QWidget *EmptyPage::createSamples() {
    auto *box = new QWidget(this);
    QLabel *invitation = words(tr("No document at hand? Try a sample:"), u"dim"_s, box);
    auto *samples = new QVBoxLayout; // side by side they would keep the window wide in a wide font
    samples->setSpacing(metrics::grid);
    const struct {
        QString title, resource, name, symbol;
    } buttons[] = {
        {tr("Invoice (PDF, 2 pages)"), u":/samples/invoice-0847.pdf"_s, u"sampleInvoiceButton"_s, u"file"_s},
        {tr("Letter"), u":/samples/letter.md"_s, u"sampleLetterButton"_s, u"file"_s},
        {tr("Receipt (text)"), u":/samples/receipt.txt"_s, u"sampleReceiptButton"_s, u"file"_s},
    };
    for (const auto &sample : buttons) {
        auto *button = new QPushButton(icon(sample.symbol), sample.title, box);
        button->setObjectName(sample.name);
        button->setAccessibleName(tr("Sample: %1").arg(sample.title));
        connect(button, &QPushButton::clicked, this,
            [this, resource = sample.resource] { emit sampleRequested(resource); });
        samples->addWidget(button);
    }
    auto *sampleRow = new QHBoxLayout;
    sampleRow->addLayout(samples);
    sampleRow->addStretch();
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addWidget(invitation);
    layout->addLayout(sampleRow);
    return box;
}

void EmptyPage::setBlocked(const Blockage &blockage) {
    m_blocked->setText(blockage.words);
    m_blocked->setToolTip(plainToolTip(blockage.detail));
    m_blocked->setVisible(blockage.needsKey);
    m_ways->setVisible(blockage.needsKey);
    m_samples->setVisible(!blockage.needsKey);
}

void EmptyPage::setSandbox(bool sandbox) {
    m_sandboxNote->setVisible(sandbox);
}

} // namespace ui
