// SPDX-License-Identifier: MIT
#include "ui/markdownpage.h"

#include "ui/labels.h"
#include "ui/markdownview.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QThreadPool>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

struct MarkdownPage::Text {
    results::ParseMarkdown markdown;
    bool isPlain = false; ///< there was only text without markup
    bool isThere = false;
};

namespace {

QList<int> picturesIn(const QString &markdown) {
    static const QRegularExpression picture(u"\\]\\(picture:(\\d+)\\)"_s);
    QList<int> numbers;
    for (auto found = picture.globalMatch(markdown); found.hasNext();)
        numbers << found.next().captured(1).toInt();
    return numbers;
}

} // namespace

MarkdownPage::MarkdownPage(QWidget *parent)
    : KeysPage(parent)
    , m_tools(new QWidget(this))
    , m_previous(new QToolButton(m_tools))
    , m_choice(new QComboBox(m_tools))
    , m_next(new QToolButton(m_tools))
    , m_note(new QLabel(m_tools))
    , m_empty(plainLabel(u"markdownEmpty"_s, u"empty"_s, this))
    , m_view(new MarkdownView(this))
    , m_linkRow(new QWidget(this))
    , m_link(new QLineEdit(m_linkRow))
    , m_open(new QPushButton(tr("Open in the browser"), m_linkRow)) {
    setObjectName(u"markdownPage"_s);
    setKeysTo(m_view);
    m_view->setObjectName(u"markdownView"_s);
    m_view->setAccessibleName(tr("Text of the document"));
    const auto setUp = [this](QToolButton *button, const QString &name, const QString &words,
                           const QKeySequence &keys, Qt::ArrowType arrow, int step) {
        button->setObjectName(name);
        button->setAccessibleName(words);
        button->setArrowType(arrow);
        auto *action = new QAction(words, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        button->setToolTip(u"%1 (%2)"_s.arg(words, keys.toString(QKeySequence::NativeText)));
        connect(action, &QAction::triggered, this, [this, step] { showPart(m_part + step); });
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
    };
    setUp(m_previous, u"markdownPrevious"_s, tr("Previous part"), QKeySequence(u"Ctrl+PgUp"_s), Qt::LeftArrow,
        -1);
    setUp(m_next, u"markdownNext"_s, tr("Next part"), QKeySequence(u"Ctrl+PgDown"_s), Qt::RightArrow, 1);
    m_choice->setObjectName(u"markdownPart"_s);
    m_choice->setAccessibleName(tr("Part of the text"));
    m_choice->setMinimumContentsLength(18);
    m_note->setObjectName(u"markdownNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    setStyleProperty(m_note, "role", u"dim"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(metrics::grid * 3);
    m_link->setObjectName(u"markdownLink"_s);
    m_link->setAccessibleName(tr("Address of the link"));
    m_link->setReadOnly(true);
    m_open->setObjectName(u"markdownOpen"_s);
    m_open->setAccessibleName(tr("Open the address in the browser"));
    auto *close = new QPushButton(tr("Close"), m_linkRow);
    close->setObjectName(u"markdownLinkClose"_s);
    close->setAccessibleName(tr("Do not open it"));

    auto *tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    tools->setSpacing(metrics::grid);
    tools->addWidget(m_previous);
    tools->addWidget(m_choice);
    tools->addWidget(m_next);
    tools->addWidget(m_note, 1);
    auto *linkLayout = new QHBoxLayout(m_linkRow);
    linkLayout->setContentsMargins(
        metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    linkLayout->setSpacing(metrics::grid);
    linkLayout->addWidget(m_link, 1);
    linkLayout->addWidget(m_open);
    linkLayout->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_linkRow);
    setTabOrder(m_previous, m_choice);
    setTabOrder(m_choice, m_next);
    setTabOrder(m_next, m_view);
    setTabOrder(m_view, m_link);
    setTabOrder(m_link, m_open);
    setTabOrder(m_open, close);

    connect(m_choice, &QComboBox::activated, this, &MarkdownPage::showPart);
    connect(m_view, &MarkdownView::linkChosen, this, &MarkdownPage::showLink);
    connect(m_open, &QPushButton::clicked, this, [this] {
        const QUrl address(m_link->text(), QUrl::StrictMode);
        hideLink();
        emit openRequested(address);
    });
    connect(close, &QPushButton::clicked, this, &MarkdownPage::hideLink);
    m_linkRow->hide();
    say({});
}

MarkdownPage::~MarkdownPage() {
    if (m_work)
        *m_work = true;
}

int MarkdownPage::parts() const {
    return m_text ? int(m_text->markdown.parts.size()) : 0;
}

/// In place of the text.
void MarkdownPage::say(const QString &words) {
    m_empty->setText(words);
    m_empty->show();
    m_view->hide();
    m_tools->hide();
    m_linkRow->hide();
}

void MarkdownPage::setDocument(const results::ResultDocumentPtr &document) {
    if (document == m_document)
        return;
    if (m_work)
        *m_work = true;
    m_work.reset();
    m_document = document;
    m_text.reset();
    m_part = m_wantedPart = -1;
    m_isRead = false;
    m_view->showMarkdown({}, {});
    say({});
    if (isVisible())
        read();
}

void MarkdownPage::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    read();
}

/// From the controls back to the text; a link that is shown goes away.
void MarkdownPage::keyPressEvent(QKeyEvent *event) {
    if (event->key() != Qt::Key_Escape || (m_view->hasFocus() && m_linkRow->isHidden()))
        return QWidget::keyPressEvent(event);
    hideLink();
    m_view->setFocus(Qt::OtherFocusReason);
}

void MarkdownPage::read() {
    if (m_isRead)
        return;
    m_isRead = true;
    if (!m_document)
        return;
    say(tr("Reading…"));
    m_work = std::make_shared<std::atomic_bool>(false);
    QThreadPool::globalInstance()->start(
        [page = QPointer<MarkdownPage>(this), document = m_document, work = m_work] {
            auto text = std::make_shared<Text>();
            const results::JsonNode parse = document->member(document->root(), u"parse");
            const auto textOf = [&](QStringView key) {
                const results::JsonNode node = document->member(parse, key);
                return node.isValid() && node.type == results::JsonType::String
                           ? document->preview(node, results::longestMarkdown + 1)
                           : QString();
            };
            QString words = textOf(u"markdown");
            text->isThere = !words.isEmpty();
            if (text->isThere) {
                text->markdown = results::markdownOf(std::move(words));
            } else {
                words = textOf(u"text");
                text->isThere = text->isPlain = !words.isEmpty();
                text->markdown = results::plainMarkdownOf(words);
            }
            // The application object outlives the pool's work; the page may not.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [page, work, text] {
                    if (page && page->m_work == work)
                        page->takeText(text);
                },
                Qt::QueuedConnection);
        });
}

QString MarkdownPage::partTitle(int part) const {
    const results::MarkdownPart &shown = m_text->markdown.parts[part];
    const QString number = tr("Part %1 of %2").arg(part + 1).arg(parts());
    if (shown.lastPage.isEmpty())
        return number;
    return shown.firstPage == shown.lastPage || shown.firstPage.isEmpty()
               ? tr("%1, page %2").arg(number, shown.lastPage)
               : tr("%1, pages %2 to %3").arg(number, shown.firstPage, shown.lastPage);
}

void MarkdownPage::takeText(const TextPtr &text) {
    m_text = text;
    m_choice->clear();
    if (!text->isThere) {
        say(tr("The reply holds no text of the document (parse.markdown or parse.text)."));
        return;
    }
    for (int part = 0; part < parts(); ++part)
        m_choice->addItem(partTitle(part));
    QStringList notes;
    if (text->isPlain)
        notes << tr("text without markup");
    if (text->markdown.isCut)
        notes << tr("only the first %1 million characters").arg(results::longestMarkdown / 1'000'000);
    if (text->markdown.picturesLeftOut > 0)
        notes << tr("%n picture(s) could not be read", nullptr, text->markdown.picturesLeftOut);
    m_note->setText(notes.join(u" · "_s));
    showPart(0);
}

void MarkdownPage::showPart(int part) {
    if (part < 0 || part >= parts() || part == m_wantedPart)
        return;
    m_wantedPart = part;
    m_choice->setCurrentIndex(part);
    const QList<int> numbers = picturesIn(m_text->markdown.parts[part].markdown);
    if (numbers.isEmpty()) {
        takePictures(part, {});
        return;
    }
    QThreadPool::globalInstance()->start(
        [page = QPointer<MarkdownPage>(this), part, numbers, text = m_text, work = m_work] {
            QHash<int, QImage> pictures;
            for (const int number : numbers) {
                if (*work)
                    return;
                if (number < text->markdown.pictures.size())
                    pictures.insert(number, MarkdownView::decoded(text->markdown.pictures[number]));
            }
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [page, part, work, pictures] {
                    if (page && page->m_work == work && page->m_wantedPart == part)
                        page->takePictures(part, pictures);
                },
                Qt::QueuedConnection);
        });
}

void MarkdownPage::takePictures(int part, const QHash<int, QImage> &pictures) {
    m_part = part;
    m_view->showMarkdown(m_text->markdown.parts[part].markdown, pictures);
    m_empty->hide();
    m_view->show();
    if (hasFocus() || window()->focusWidget() == m_view) // given to it while that was hidden
        m_view->setFocus();
    hideLink();
    updateControls();
    emit partShown(part);
}

void MarkdownPage::updateControls() {
    const bool several = parts() > 1;
    m_tools->setVisible(several || !m_note->text().isEmpty());
    for (QWidget *control : {static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_choice),
             static_cast<QWidget *>(m_next)})
        control->setVisible(several);
    m_previous->setEnabled(m_part > 0);
    m_next->setEnabled(m_part + 1 < parts());
}

/// Shown as it is, before anything happens.
void MarkdownPage::showLink(const QString &address) {
    const QUrl url(address, QUrl::StrictMode);
    const bool web =
        url.isValid() && !url.host().isEmpty() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
    m_link->setText(address.left(2000));
    m_link->setCursorPosition(0);
    m_open->setVisible(web && address.size() <= 2000);
    m_linkRow->show();
    (web ? static_cast<QWidget *>(m_open) : m_link)->setFocus(Qt::OtherFocusReason);
}

void MarkdownPage::hideLink() {
    const bool hadFocus = m_linkRow->isAncestorOf(QApplication::focusWidget());
    m_linkRow->hide();
    if (hadFocus)
        m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace ui
