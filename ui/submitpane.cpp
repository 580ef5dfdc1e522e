// SPDX-License-Identifier: MIT
#include "ui/submitpane.h"

#include "app/runs/stagedfilesmodel.h"
#include "ui/elidedbutton.h"
#include "ui/filespane.h"
#include "ui/keyways.h"
#include "ui/shortlabel.h"
#include "ui/textpane.h"
#include "ui/theme.h"

#include <QEvent>
#include <QLocale>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

SubmitPane::SubmitPane(runs::StagedFilesModel *staged, QWidget *parent)
    : QWidget(parent)
    , m_staged(staged)
    , m_tabs(new QTabWidget(this))
    , m_files(new FilesPane(staged, this))
    , m_text(new TextPane(this))
    , m_submit(new ElidedButton(this))
    , m_hint(new ShortLabel(this))
    , m_ways(new KeyWays(u"submit"_s, this)) {
    setObjectName(u"submitPane"_s);

    m_tabs->setObjectName(u"submitTabs"_s);
    m_tabs->setAccessibleName(tr("What to submit"));
    m_tabs->tabBar()->setObjectName(u"submitTabBar"_s);
    m_tabs->tabBar()->setAccessibleName(tr("What to submit"));
    m_tabs->addTab(m_files, tr("&Files"));
    m_tabs->addTab(m_text, tr("&Text"));

    m_submit->setObjectName(u"submitButton"_s);
    m_submit->setProperty("primary", true);
    m_hint->setObjectName(u"submitHint"_s);

    auto *bottom = new QVBoxLayout;
    bottom->setContentsMargins(12, metrics::grid, 12, 12);
    bottom->setSpacing(6);
    bottom->addWidget(m_submit);
    bottom->addWidget(m_hint);
    bottom->addWidget(m_ways);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(bottom);

    m_tabs->tabBar()->installEventFilter(this);
    connect(m_ways, &KeyWays::keyRequested, this, &SubmitPane::keyRequested);
    connect(m_ways, &KeyWays::sandboxRequested, this, &SubmitPane::sandboxRequested);
    connect(m_submit, &QPushButton::clicked, this, &SubmitPane::submit);
    connect(m_tabs, &QTabWidget::currentChanged, this, &SubmitPane::updateButton);
    connect(m_files, &FilesPane::addFilesRequested, this, &SubmitPane::addFilesRequested);
    connect(m_files, &FilesPane::sampleRequested, this, &SubmitPane::sampleRequested);
    connect(m_files, &FilesPane::showRunRequested, this, &SubmitPane::showRunRequested);
    connect(m_text, &TextPane::changed, this, &SubmitPane::updateButton);
    connect(m_text, &TextPane::filesPasted, this, &SubmitPane::filesPasted);
    connect(m_text, &TextPane::showRunRequested, this, &SubmitPane::showRunRequested);
    connect(staged, &QAbstractItemModel::rowsInserted, this, &SubmitPane::updateButton);
    connect(staged, &QAbstractItemModel::rowsRemoved, this, &SubmitPane::updateButton);
    connect(staged, &QAbstractItemModel::dataChanged, this, &SubmitPane::updateButton);
    connect(staged, &QAbstractItemModel::modelReset, this, &SubmitPane::updateButton);
    updateButton();
}

SubmitPane::Pane SubmitPane::pane() const {
    return m_tabs->currentWidget() == m_files ? Files : Text;
}

void SubmitPane::setPane(Pane pane) {
    m_tabs->setCurrentWidget(pane == Files ? static_cast<QWidget *>(m_files) : m_text);
}

QString SubmitPane::text() const {
    return m_text->text();
}

void SubmitPane::setText(const QString &text) {
    m_text->setText(text);
}

void SubmitPane::setWorkflowName(const QString &name) {
    m_workflowName = name;
    updateButton();
}

void SubmitPane::setBlocked(const Blockage &blockage) {
    m_blocked = blockage;
    m_files->setSamplesOffered(!blockage.needsKey);
    updateButton();
}

void SubmitPane::insertText(const QString &text) {
    m_text->insertText(text);
}

void SubmitPane::setLookup(runs::DuplicateFinder::Lookup lookup) {
    m_text->setLookup(std::move(lookup));
}

void SubmitPane::recheck() {
    m_text->recheck();
}

void SubmitPane::focusPane() {
    if (pane() == Text)
        m_text->focusEditor();
    else
        m_files->focusFiles();
}

/// Alt and the letter of a tab bring it to the front and leave the keys where they were, which may be a pane
/// that is hidden now.
bool SubmitPane::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_tabs->tabBar() && event->type() == QEvent::Shortcut)
        QMetaObject::invokeMethod(this, &SubmitPane::focusPane, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void SubmitPane::submit() {
    if (!m_submit->isEnabled())
        return;
    if (pane() == Files)
        emit submitFilesRequested();
    else
        emit submitTextRequested(m_text->text());
}

QString SubmitPane::buttonText(bool anything) const {
    if (!anything && pane() == Files && m_staged->tally().unsettled > 0)
        return tr("Still being written");
    if (!anything)
        return pane() == Files ? tr("Add files to submit") : tr("Enter text to submit");
    if (m_workflowName.isEmpty())
        return tr("Choose a workflow");
    if (pane() == Text)
        return tr("Submit text to %1").arg(m_workflowName);
    const int files = m_staged->tally().submittable;
    if (files == 1)
        return tr("Submit 1 file to %1").arg(m_workflowName);
    // Both at once: a workflow may be named "%1".
    return tr("Submit %1 files to %2").arg(QLocale().toString(files), m_workflowName);
}

QString SubmitPane::hint() const {
    if (!m_blocked.isOpen())
        return m_blocked.words;
    QStringList parts;
    if (pane() == Files) {
        const int refused = m_staged->tally().refused;
        const int doubtful = m_staged->tally().doubtful;
        const int unsettled = m_staged->tally().unsettled;
        if (refused > 0)
            parts << (refused == 1 ? tr("1 file is not taken")
                                   : tr("%1 files are not taken").arg(QLocale().toString(refused)));
        if (doubtful > 0)
            parts << (doubtful == 1 ? tr("1 is doubtful")
                                    : tr("%1 are doubtful").arg(QLocale().toString(doubtful)));
        if (unsettled > 0)
            parts << (unsettled == 1 ? tr("1 is still being written")
                                     : tr("%1 are still being written").arg(QLocale().toString(unsettled)));
        if (!m_text->isBlank())
            parts << tr("the text stays here");
    } else {
        const int files = m_staged->tally().submittable;
        if (files > 0)
            parts << (files == 1 ? tr("Only the text is sent; 1 file stays staged")
                                 : tr("Only the text is sent; %1 files stay staged").arg(files));
    }
    return parts.join(u" · "_s);
}

void SubmitPane::updateButton() {
    const bool anything = pane() == Files ? m_staged->tally().submittable > 0 : !m_text->isBlank();
    m_submit->setFullText(buttonText(anything));
    m_submit->setEnabled(anything && !m_workflowName.isEmpty() && m_blocked.isOpen());
    const QString words = hint();
    m_hint->setWords(words, m_blocked.detail);
    m_ways->setVisible(m_blocked.needsKey);
    m_hint->setVisible(!words.isEmpty());
    setStyleProperty(m_hint, "role", m_blocked.isOpen() ? u"dim"_s : u"doubt"_s);
    m_submit->setAccessibleDescription(words);
}

} // namespace ui
