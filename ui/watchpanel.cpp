// SPDX-License-Identifier: MIT
#include "ui/watchpanel.h"

#include "ui/labels.h"
#include "ui/theme.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString number(qsizetype n) {
    return QLocale().toString(n);
}

} // namespace

WatchPanel::WatchPanel(QWidget *parent)
    : QWidget(parent)
    , m_folder(plainLabel({}, {}, this))
    , m_words(plainLabel({}, u"dim"_s, this))
    , m_others(plainLabel({}, u"dim"_s, this))
    , m_choose(addButton(u"watchChoose"_s, tr("&Choose folder…"), tr("Choose a folder to watch")))
    , m_newOnly(addButton(u"watchNewOnly"_s, {}, tr("Watch the folder; submit only new files")))
    , m_all(addButton(u"watchAll"_s, {}, tr("Watch the folder; submit the files that are in it as well")))
    , m_cancel(addButton(u"watchCancel"_s, tr("Cancel"), tr("Do not watch this folder")))
    , m_stop(addButton(u"watchStop"_s, tr("Stop &watching"), tr("Stop watching the folder")))
    , m_again(addButton(u"watchAgain"_s, tr("&Watch again"), tr("Watch the folder again")))
    , m_forget(addButton(u"watchForget"_s, tr("&Forget folder"), tr("Forget the folder")))
    , m_heldBack(addButton(u"watchHeldBack"_s, {}, tr("Add the files that were held back to the list"))) {
    setObjectName(u"watchPanel"_s);
    m_folder->setObjectName(u"watchFolder"_s);
    m_words->setObjectName(u"watchWords"_s);
    m_others->setObjectName(u"watchOthers"_s);

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(metrics::grid);
    for (QPushButton *button : {m_choose, m_newOnly, m_all, m_cancel, m_stop, m_again, m_forget, m_heldBack})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid / 2);
    layout->addWidget(m_folder);
    layout->addWidget(m_words);
    layout->addLayout(buttons);
    layout->addWidget(m_others);

    connect(m_choose, &QPushButton::clicked, this, &WatchPanel::chooseRequested);
    connect(m_newOnly, &QPushButton::clicked, this, [this] {
        const QString folder = std::exchange(m_candidate, QString());
        emit watchRequested(folder, false);
        refresh();
    });
    connect(m_all, &QPushButton::clicked, this, [this] {
        const QString folder = std::exchange(m_candidate, QString());
        emit watchRequested(folder, true);
        refresh();
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_candidate.clear();
        refresh();
    });
    connect(m_stop, &QPushButton::clicked, this, &WatchPanel::stopRequested);
    connect(m_again, &QPushButton::clicked, this, [this] { examine(m_view.folder); });
    connect(m_forget, &QPushButton::clicked, this, &WatchPanel::forgetRequested);
    connect(m_heldBack, &QPushButton::clicked, this, [this] { emit heldBackRequested(m_view.heldBack); });
    refresh();
}

QPushButton *WatchPanel::addButton(const QString &name, const QString &text, const QString &spoken) {
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(spoken);
    button->setAutoDefault(false);
    return button;
}

void WatchPanel::show(const View &view) {
    if (view.workflow != m_view.workflow)
        m_candidate.clear(); // it was for another workflow
    m_view = view;
    refresh();
}

void WatchPanel::examine(const QString &folder) {
    m_candidate = folder;
    m_existing = -1;
    m_problem.clear();
    refresh();
    emit examineRequested(folder);
}

void WatchPanel::showExamined(const QString &folder, int files, const QString &problem) {
    if (folder != m_candidate)
        return;
    m_existing = files;
    m_problem = problem;
    refresh();
}

void WatchPanel::refresh() {
    const bool asking = !m_candidate.isEmpty();
    const bool known = !m_view.folder.isEmpty();
    const bool counted = asking && m_existing >= 0 && m_problem.isEmpty();
    const bool decided = !asking && !m_view.workflow.isEmpty();
    bool bad = false;
    if (m_view.workflow.isEmpty()) {
        m_folder->setText(tr("No workflow is chosen"));
        m_words->setText(tr("Choose one in the window: each can have a folder whose new files go to it."));
    } else if (asking) {
        m_folder->setText(QDir::toNativeSeparators(m_candidate));
        bad = !m_problem.isEmpty();
        m_words->setText(
            bad               ? tr("It cannot be watched: %1.").arg(m_problem)
            : m_existing < 0  ? tr("Counting what is in it…")
            : m_existing == 0 ? tr("It is empty. Files that come into it go to %1.").arg(m_view.workflow)
            : m_existing == 1 ? tr("1 file is in it already. Those that come go to %1.").arg(m_view.workflow)
                              : tr("%1 files are in it already. Those that come go to %2.")
                                    .arg(number(m_existing), m_view.workflow));
    } else if (known) {
        m_folder->setText(QDir::toNativeSeparators(m_view.folder));
        m_words->setText(m_view.on
                             ? m_view.words
                             : tr("Not watched now. Files for %1 were taken from it.").arg(m_view.workflow));
        bad = m_view.on && m_view.trouble;
    } else {
        m_folder->setText(tr("None for %1").arg(m_view.workflow));
        m_words->setText(tr("New files of a folder can go to it by themselves, each once, as long as this "
                            "program runs."));
    }
    setStyleProperty(m_words, "role", bad ? u"doubt"_s : u"dim"_s);
    m_newOnly->setText(m_existing > 0 ? tr("&New files only") : tr("&Watch it"));
    m_all->setText(
        m_existing == 1 ? tr("Submit the 1 as &well") : tr("Submit the %1 as &well").arg(number(m_existing)));
    m_heldBack->setText(m_view.heldBack.size() == 1
                            ? tr("Look at the 1 held back")
                            : tr("Look at the %1 held back").arg(number(m_view.heldBack.size())));
    m_choose->setText(known ? tr("&Change folder…") : tr("&Choose folder…"));
    m_choose->setVisible(decided);
    m_newOnly->setVisible(counted);
    m_all->setVisible(counted && m_existing > 0);
    m_cancel->setVisible(asking);
    m_stop->setVisible(decided && known && m_view.on);
    m_again->setVisible(decided && known && !m_view.on);
    m_forget->setVisible(decided && known && !m_view.on);
    m_heldBack->setVisible(decided && m_view.on && !m_view.heldBack.isEmpty());
    m_others->setText(m_view.others);
    m_others->setVisible(!m_view.others.isEmpty());
}

} // namespace ui
