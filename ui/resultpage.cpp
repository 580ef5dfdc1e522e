// SPDX-License-Identifier: MIT
#include "ui/resultpage.h"

#include "app/results/fieldset.h"
#include "app/results/jsonplace.h"
#include "app/results/pathfault.h"
#include "ui/fieldspage.h"
#include "ui/icons.h"
#include "ui/laterpage.h"
#include "ui/markdownpage.h"
#include "ui/pathbar.h"
#include "ui/rawpage.h"
#include "ui/rawview.h"
#include "ui/resultfind.h"
#include "ui/runtext.h"
#include "ui/searchbar.h"
#include "ui/tablepage.h"
#include "ui/taborder.h"
#include "ui/theme.h"
#include "ui/timelineview.h"
#include "ui/treepage.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>
#include <QThreadPool>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
// In the order of ResultPane::View.
enum { FieldsTab, TreeTab, TableTab, RawTab, MarkdownTab, TimelineTab };
constexpr qsizetype smallResult = 200'000; // bytes
} // namespace

ResultPage::ResultPage(QWidget *parent)
    : QWidget(parent)
    , m_banner(new QWidget(this))
    , m_bannerSymbol(new QLabel(m_banner))
    , m_bannerWords(new QLabel(m_banner))
    , m_tabs(new QTabWidget(this))
    , m_fields(new FieldsPage(this))
    , m_tree(new TreePage(this))
    , m_raw(new RawPage(this))
    , m_timeline(new TimelineView(TimelineView::Size::Whole, this))
    , m_search(new SearchBar(this))
    , m_path(new PathBar(this))
    , m_find(new ResultFind(*m_search, *m_tree, this)) {
    setObjectName(u"resultPage"_s);
    m_banner->setObjectName(u"faultBanner"_s);
    m_bannerWords->setObjectName(u"faultWords"_s);
    m_bannerWords->setTextFormat(Qt::PlainText);
    m_bannerWords->setWordWrap(true);
    m_bannerWords->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *bannerLayout = new QHBoxLayout(m_banner);
    bannerLayout->setContentsMargins(metrics::grid * 2, metrics::grid, metrics::grid * 2, metrics::grid);
    bannerLayout->setSpacing(metrics::grid);
    bannerLayout->addWidget(m_bannerSymbol, 0, Qt::AlignTop);
    bannerLayout->addWidget(m_bannerWords, 1);
    m_banner->hide();

    m_tabs->setObjectName(u"resultTabs"_s);
    m_tabs->setAccessibleName(tr("Views of the result"));
    m_tabs->tabBar()->setObjectName(u"resultTabBar"_s);
    m_tabs->tabBar()->setAccessibleName(tr("Views of the result"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_fields, tr("Fields"));
    m_tabs->addTab(m_tree, tr("Tree"));
    m_tabs->addTab(new LaterPage([this](QWidget *place) { return makeTable(place); }, this), tr("Table"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(
        new LaterPage([this](QWidget *place) { return makeMarkdown(place); }, this), tr("Markdown"));
    m_tabs->addTab(m_timeline, tr("Timeline"));
    m_tabs->setTabToolTip(FieldsTab, tr("Ctrl+1"));
    m_tabs->setTabToolTip(TreeTab, tr("Ctrl+2"));
    m_tabs->setTabToolTip(TableTab, tr("Ctrl+3"));
    m_tabs->setTabToolTip(RawTab, tr("Ctrl+4"));
    m_tabs->setTabToolTip(MarkdownTab, tr("Ctrl+5"));
    m_tabs->setTabToolTip(TimelineTab, tr("Ctrl+6"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_search);
    layout->addWidget(m_path);
    m_search->hide();

    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int index) {
        if (!m_choosing)
            m_chosenView = index;
        showSelection();
        updatePath();
    });
    connect(m_fields, &FieldsPage::currentPathChanged, this, [this] { takeSelection(FieldsTab); });
    connect(m_fields, &FieldsPage::filled, this, [this] { settle(FieldsTab); });
    connect(m_tree, &TreePage::currentPathChanged, this, [this] { takeSelection(TreeTab); });
    connect(m_raw, &RawPage::cursorOffsetChanged, this, [this](qint64 offset) {
        if (!m_document || m_tabs->currentIndex() != RawTab || m_sharing)
            return;
        if (const results::JsonWay way = wayToOffset(*m_document, offset); !way.empty())
            m_selection = way;
        updatePath();
    });
    connect(m_tree, &TreePage::savePictureRequested, this, &ResultPage::savePictureRequested);
    connect(m_fields, &FieldsPage::treeRequested, this, [this] { setView(TreeTab); });
    connect(m_fields, &FieldsPage::thresholdChanged, this, &ResultPage::thresholdChanged);
    connect(m_path, &PathBar::pathEntered, this, &ResultPage::goTo);
    connect(m_path, &PathBar::leaveRequested, this, &ResultPage::focusView);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_L), this), &QShortcut::activated, this, [this] {
        if (m_path->isVisible())
            m_path->focusText();
    });
    connect(m_find, &ResultFind::hitsChanged, m_raw->view()->viewport(), qOverload<>(&QWidget::update));
    m_raw->view()->setHits([this](qint64 begin, qint64 end) {
        QList<results::ByteRange> ranges;
        for (const results::Hit &hit : hitsBetween(begin, end))
            ranges << results::ByteRange{hit.begin(), hit.end()};
        return ranges;
    });
    connect(m_find, &ResultFind::hitChosen, this, [this](const results::Hit &hit) {
        const bool onlyRaw = m_find->isBehindFault(hit);
        if (onlyRaw)
            setView(RawTab);
        else
            m_selection = wayToOffset(*m_document, hit.begin());
        if (m_tabs->currentIndex() == RawTab)
            m_raw->select(hit.begin(), hit.end());
        else
            setView(TreeTab);
    });
    connect(m_find, &ResultFind::filterShown, this, [this] { setView(TreeTab); });
    connect(m_find, &ResultFind::closed, this, &ResultPage::focusView);
    connect(m_raw, &RawPage::saveRequested, this, &ResultPage::saveRequested);
}

ResultPage::~ResultPage() {
    *m_unwanted = true;
}

/// Read anew, or checked, but the same bytes: nothing on show changes.
bool ResultPage::showsTheSame(const results::ResultDocument &document) const {
    if (!m_document || document.fault() != m_document->fault() ||
        document.bytes().size() != m_document->bytes().size())
        return false;
    return document.source().isMapped() ? document.source().fileName() == m_document->source().fileName()
                                        : document.bytes() == m_document->bytes();
}

void ResultPage::setDocument(const results::ResultDocumentPtr &document) {
    if (document == m_document)
        return;
    const bool same = document && showsTheSame(*document);
    m_document = document;
    showSummary();
    if (same)
        return;
    m_selection.reset();
    readFields();
    m_tree->setDocument(document);
    m_find->setDocument(document);
    m_raw->setDocument(document);
    if (m_table)
        m_table->setDocument(document);
    if (m_markdown)
        m_markdown->setDocument(document);
    showFault();
    updatePath();
}

QWidget *ResultPage::makeTable(QWidget *parent) {
    m_table = new TablePage(parent);
    connect(m_table, &TablePage::currentPathChanged, this, [this] { takeSelection(TableTab); });
    connect(m_table, &TablePage::filled, this, [this] { settle(TableTab); });
    connect(m_table, &TablePage::exportRequested, this,
        [this](const QString &name) { emit exportRequested(name, m_table->csv()); });
    m_table->setDocument(m_document);
    insertIntoTabOrder(m_tabs->tabBar(), m_table);
    return m_table;
}

QWidget *ResultPage::makeMarkdown(QWidget *parent) {
    m_markdown = new MarkdownPage(parent);
    connect(m_markdown, &MarkdownPage::openRequested, this, &ResultPage::openRequested);
    m_markdown->setDocument(m_document);
    insertIntoTabOrder(m_tabs->tabBar(), m_markdown);
    return m_markdown;
}

bool ResultPage::showExportOutcome(int view, const QString &words) {
    if (view == TreeTab)
        m_tree->say(words);
    else if (m_table)
        m_table->say(words);
    return m_tabs->currentIndex() == view && m_tabs->isVisible();
}

QByteArray ResultPage::paneState() const {
    return m_tree->paneState();
}

void ResultPage::restorePane(const QByteArray &state) {
    m_tree->restorePane(state);
}

/// Of a large result in the background: the window goes on meanwhile.
void ResultPage::readFields() {
    *m_unwanted = true; // what is read for the one before
    m_unwanted = std::make_shared<std::atomic_bool>(false);
    if (m_document && m_document->bytes().size() <= smallResult) {
        m_fields->setSet(results::readFieldSet(*m_document));
        return;
    }
    m_fields->setReading();
    if (!m_document)
        return;
    QThreadPool::globalInstance()->start(
        [page = QPointer<ResultPage>(this), unwanted = m_unwanted, document = m_document] {
            const results::FieldSetPtr fields = results::readFieldSet(*document, unwanted.get());
            // The application object outlives the pool's work; the page may not.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [page, unwanted, fields] {
                    if (page && !*unwanted)
                        page->m_fields->setSet(fields);
                },
                Qt::QueuedConnection);
        });
}

void ResultPage::setTimeline(const QList<runs::TimelineEntry> &entries, qint64 nowMs) {
    m_timeline->setEntries(entries, nowMs);
}

void ResultPage::setThreshold(int threshold) {
    m_fields->setThreshold(threshold);
}

void ResultPage::setView(int view) {
    m_tabs->setCurrentIndex(view);
}

void ResultPage::focusView() {
    m_tabs->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void ResultPage::find() {
    if (m_tabs->currentIndex() == TimelineTab)
        setView(TreeTab);
    m_find->open();
}

results::Hits ResultPage::hitsBetween(qint64 begin, qint64 end) const {
    return m_find->hitsBetween(begin, end);
}

void ResultPage::showFault() {
    const bool faulty = m_document && m_document->fault();
    // Where nothing is readable there is only the text to look at; the next result is shown as the person
    // likes it.
    m_choosing = true;
    m_tabs->setCurrentIndex(faulty && !m_document->root().isValid() ? int(RawTab) : m_chosenView);
    m_choosing = false;
    m_banner->setVisible(faulty);
    if (!faulty)
        return;
    const results::JsonFault &fault = *m_document->fault();
    const bool readable = m_document->root().isValid();
    m_bannerWords->setText(
        tr("The body is not complete JSON: %1 at byte %2, line %3. %4")
            .arg(fault.message, QLocale().toString(fault.offset), QLocale().toString(fault.line),
                readable ? tr("Everything before it is shown.") : tr("It is shown as it came.")));
    m_bannerSymbol->setPixmap(iconPixmap(u"warning"_s, colorsOf(this).doubt, 16, devicePixelRatioF()));
}

/// How large it is, and whether it is what it should be.
void ResultPage::showSummary() {
    if (!m_document || m_document->fault()) {
        m_path->setSummary({});
        return;
    }
    const QString size = bytesText(m_document->bytes().size());
    if (!m_document->isChecked())
        m_path->setSummary(size, tr("being checked…"));
    else if (m_document->badUtf8() >= 0)
        m_path->setSummary(tr("%1, valid JSON, but not UTF-8 at byte %2")
                               .arg(size, QLocale().toString(m_document->badUtf8())));
    else
        m_path->setSummary(size, tr("valid JSON"));
}

/// What a person selects in the view on show is selected in every other one as soon as that is shown.
void ResultPage::takeSelection(int view) {
    if (m_sharing)
        return;
    // Looking a path up may mean to read all keys of a large object: once.
    const auto way = updatePath();
    if (m_tabs->currentIndex() == view && way && !way->empty())
        m_selection = way;
}

/// A view has its rows only now: what was selected elsewhere is selected there too, and what it has selected
/// by itself counts only where nothing else does.
void ResultPage::settle(int view) {
    if (m_tabs->currentIndex() != view)
        return;
    if (!m_selection)
        return takeSelection(view);
    showSelection();
    updatePath();
}

void ResultPage::showSelection() {
    if (!m_document || !m_selection)
        return;
    const results::JsonNode node = nodeAt(*m_document, *m_selection);
    if (!node.isValid())
        return;
    m_sharing = true;
    switch (m_tabs->currentIndex()) {
    case FieldsTab:
        m_fields->setCurrentPath(pathOfWay(*m_document, *m_selection));
        break;
    case TreeTab:
        m_tree->select(*m_selection);
        break;
    case TableTab:
        if (m_table)
            m_table->setCurrentPath(pathOfWay(*m_document, *m_selection));
        break;
    case RawTab:
        m_raw->select(node.begin, node.end);
        break;
    default:
        break;
    }
    m_sharing = false;
}

std::optional<results::JsonWay> ResultPage::updatePath() {
    m_path->setVisible(m_tabs->currentIndex() <= RawTab);
    QString path;
    std::optional<results::JsonWay> way;
    switch (m_tabs->currentIndex()) {
    case FieldsTab:
        path = m_fields->currentPath();
        break;
    case TableTab:
        path = m_table ? m_table->currentPath() : QString();
        break;
    case RawTab: // the value at the cursor
        way = m_selection;
        path = way ? pathOfWay(*m_document, *way) : QString();
        break;
    default:
        path = m_tree->currentPath();
        break;
    }
    if (m_document && m_tabs->currentIndex() == TreeTab)
        way = m_tree->currentWay(); // a path would name the first of doubled keys
    else if (m_document && !way && !path.isEmpty())
        way = wayOfText(*m_document, path);
    m_path->setPath(path, way ? pointerOfWay(*m_document, *way) : QString());
    return way;
}

void ResultPage::goTo(const QString &path) {
    const auto way = m_document ? wayOfText(*m_document, path) : std::nullopt;
    if (way && m_tabs->currentIndex() == RawTab) {
        m_selection = way;
        showSelection();
        updatePath();
        return focusView();
    }
    if (!way || !m_tree->select(*way))
        return m_path->refuse(m_document ? results::pathFault(*m_document, path) : QString());
    m_selection = way;
    setView(TreeTab);
    m_tree->setFocus(Qt::OtherFocusReason);
}

void ResultPage::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange)
        m_bannerSymbol->setPixmap(iconPixmap(u"warning"_s, colorsOf(this).doubt, 16, devicePixelRatioF()));
    QWidget::changeEvent(event);
}

} // namespace ui
