// SPDX-License-Identifier: MIT
#include "ui/runsbar.h"

#include "ui/elidedlabel.h"
#include "ui/icons.h"
#include "ui/orderbutton.h"
#include "ui/searchfield.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using runs::RunState;

namespace ui {

namespace {

constexpr std::chrono::milliseconds typingPause{150};

struct Group {
    const char *name;
    const char *words; ///< in "No … run contains"
    const char *explanation;
    QList<RunState> states;
};

const QList<Group> &groups() {
    static const QList<Group> all{
        {QT_TRANSLATE_NOOP("ui::RunsBar", "All"), nullptr, nullptr, {}},
        {QT_TRANSLATE_NOOP("ui::RunsBar", "Active"), QT_TRANSLATE_NOOP("ui::RunsBar", "active"),
            QT_TRANSLATE_NOOP("ui::RunsBar", "Queued, uploading or waiting"),
            {RunState::Queued, RunState::Uploading, RunState::Waiting}},
        {QT_TRANSLATE_NOOP("ui::RunsBar", "Ready"), QT_TRANSLATE_NOOP("ui::RunsBar", "ready"), nullptr,
            {RunState::Ready}},
        {QT_TRANSLATE_NOOP("ui::RunsBar", "Failed"), QT_TRANSLATE_NOOP("ui::RunsBar", "failed"),
            QT_TRANSLATE_NOOP("ui::RunsBar", "Failed or cancelled"), {RunState::Failed, RunState::Cancelled}},
        {QT_TRANSLATE_NOOP("ui::RunsBar", "Unsettled"), QT_TRANSLATE_NOOP("ui::RunsBar", "unsettled"),
            QT_TRANSLATE_NOOP("ui::RunsBar", "Unconfirmed or stopped: a person has to decide"),
            {RunState::Unconfirmed, RunState::Stopped}},
    };
    return all;
}

} // namespace

RunsBar::RunsBar(QWidget *parent)
    : QWidget(parent)
    , m_count(new ElidedLabel(Qt::ElideRight, this))
    , m_pause(new QToolButton(this))
    , m_states(new QComboBox(this))
    , m_text(new SearchField(typingPause, this))
    , m_order(new OrderButton(this))
    , m_pausedLine(new QWidget(this))
    , m_pausedWords(new ElidedLabel(Qt::ElideRight, m_pausedLine)) {
    setObjectName(u"runsBar"_s);
    auto *title = new QLabel(tr("Runs"), this);
    title->setProperty("role", u"section"_s);
    m_count->setObjectName(u"runsCount"_s);
    m_count->setProperty("role", u"dim"_s);

    m_pause->setObjectName(u"runsPause"_s);
    m_pause->setCheckable(true);
    connect(m_pause, &QToolButton::clicked, this, [this] {
        m_pause->setChecked(m_paused); // until it is so
        emit pauseRequested(!m_paused);
    });

    m_states->setObjectName(u"runsState"_s);
    m_states->setAccessibleName(tr("Show runs by state"));
    for (const Group &group : groups()) {
        m_states->addItem(tr(group.name));
        if (group.explanation)
            m_states->setItemData(m_states->count() - 1, tr(group.explanation), Qt::ToolTipRole);
    }
    m_states->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_states, &QComboBox::currentIndexChanged, this, &RunsBar::tell);

    m_text->setObjectName(u"runsFilter"_s);
    m_text->setAccessibleName(tr("Search runs"));
    m_text->setAccessibleDescription(tr("By name, workflow, id or any extracted value"));
    m_text->setPlaceholderText(tr("Name, workflow, id or any value"));
    m_text->setToolTip(tr("Finds runs by name, workflow, id or any extracted value.\n"
                          "Words in any order; “words in quotes” stand together; #12 is run 12."));
    connect(m_text, &QLineEdit::textChanged, this, &RunsBar::edited);
    connect(m_text, &SearchField::wanted, this, &RunsBar::tell);
    connect(m_text, &SearchField::listRequested, this, &RunsBar::listRequested);

    m_order->setObjectName(u"runsOrder"_s);
    connect(m_order, &OrderButton::orderChanged, this, [this](runs::HistoryOrder order) {
        m_filter.order = order;
        emit edited();
        emit filterChanged(m_filter);
    });

    createPausedLine();
    auto *top = new QHBoxLayout;
    top->setSpacing(metrics::grid);
    top->addWidget(title);
    top->addWidget(m_count, 1);
    top->addWidget(m_pause);
    top->addWidget(m_states);
    auto *search = new QHBoxLayout;
    search->setSpacing(metrics::grid / 2);
    search->addWidget(m_text, 1);
    search->addWidget(m_order);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, metrics::grid, 12, metrics::grid);
    layout->setSpacing(metrics::grid);
    layout->addLayout(top);
    layout->addLayout(search);
    layout->addWidget(m_pausedLine);
    setTabOrder(m_pause, m_states);
    setTabOrder(m_states, m_text);
    setTabOrder(m_text, m_order);
    updatePaused();
}

void RunsBar::createPausedLine() {
    m_pausedLine->setObjectName(u"runsPausedLine"_s);
    m_pausedWords->setObjectName(u"runsPausedWords"_s);
    m_pausedWords->setProperty("role", u"doubt"_s);
    auto *resume = new QPushButton(tr("Resume"), m_pausedLine);
    resume->setObjectName(u"runsResume"_s);
    resume->setAccessibleName(tr("Resume the queue"));
    resume->setProperty("link", true);
    connect(resume, &QPushButton::clicked, this, [this] { emit pauseRequested(false); });
    auto *layout = new QHBoxLayout(m_pausedLine);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_pausedWords);
    layout->addWidget(resume);
    layout->addStretch(1);
}

void RunsBar::setOrder(runs::HistoryOrder order) {
    m_order->setOrder(order);
}

void RunsBar::tell() {
    m_text->settle();
    m_filter.text = m_text->text().trimmed();
    m_filter.states = groups().at(m_states->currentIndex()).states;
    emit edited(); // an empty text counts before it is heard of
    emit filterChanged(m_filter);
}

QString RunsBar::groupWords() const {
    const Group &group = groups().at(m_states->currentIndex());
    return group.words ? tr(group.words) : QString();
}

void RunsBar::clearFilter() {
    m_states->setCurrentIndex(0);
    m_text->clear();
}

void RunsBar::focusText() {
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void RunsBar::setCount(const QString &words) {
    m_count->setText(words);
}

void RunsBar::setPaused(bool paused) {
    m_paused = paused;
    updatePaused();
}

void RunsBar::setQueued(int documents) {
    m_queued = documents;
    updatePaused();
}

void RunsBar::updatePaused() {
    m_pause->setChecked(m_paused);
    m_pause->setIcon(icon(m_paused ? u"resume"_s : u"pause"_s));
    m_pause->setAccessibleName(m_paused ? tr("Resume the queue") : tr("Pause the queue"));
    m_pause->setToolTip(m_paused ? tr("Resume the queue") : tr("Pause the queue: nothing more is sent"));
    m_pausedLine->setVisible(m_paused);
    m_pausedWords->setText(m_queued == 0 ? tr("Paused: nothing is sent")
                           : m_queued == 1
                               ? tr("Paused: 1 document waits here")
                               : tr("Paused: %1 documents wait here").arg(QLocale().toString(m_queued)));
}

} // namespace ui
