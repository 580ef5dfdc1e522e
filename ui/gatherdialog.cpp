// SPDX-License-Identifier: MIT
#include "ui/gatherdialog.h"

#include "ui/runtext.h"
#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int refreshEvery = 100; // ms, however fast the files come
enum Column { Words, Count, Size };

QString number(int n) {
    return QLocale().toString(n);
}

QString files(int n) {
    return n == 1 ? GatherDialog::tr("1 file") : GatherDialog::tr("%1 files").arg(number(n));
}

QString folders(int n) {
    return n == 1 ? GatherDialog::tr("1 folder") : GatherDialog::tr("%1 folders").arg(number(n));
}

} // namespace

GatherDialog::GatherDialog(const QStringList &paths, QWidget *parent)
    : QDialog(parent)
    , m_paths(paths)
    , m_headline(new QLabel(this))
    , m_progress(new QLabel(this))
    , m_list(new QTreeWidget(this))
    , m_add(new QPushButton(this)) {
    setObjectName(u"gatherDialog"_s);
    setWindowTitle(tr("Add files"));
    setAttribute(Qt::WA_DeleteOnClose);
    setSizeGripEnabled(true);
    resize(560, 440);

    m_headline->setObjectName(u"gatherHeadline"_s);
    m_headline->setTextFormat(Qt::PlainText); // a folder may be called anything
    m_headline->setWordWrap(true);
    QFont large = m_headline->font();
    large.setWeight(QFont::DemiBold);
    m_headline->setFont(large);
    m_progress->setObjectName(u"gatherProgress"_s);
    m_progress->setTextFormat(Qt::PlainText);
    m_progress->setProperty("role", u"dim"_s);
    m_progress->setWordWrap(true);

    m_list->setObjectName(u"gatherList"_s);
    m_list->setAccessibleName(tr("What is taken, and what is not"));
    m_list->setColumnCount(3);
    m_list->setHeaderHidden(true);
    m_list->setAlternatingRowColors(false);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Words, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Count, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(Size, QHeaderView::ResizeToContents);
    connect(m_list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item) {
        if (m_filling || item->parent() || item == m_refused)
            return;
        const QString kind = item->data(Words, Qt::UserRole).toString();
        if (item->checkState(Words) == Qt::Checked)
            m_leftOut.remove(kind);
        else
            m_leftOut << kind;
        refresh();
    });

    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_add, QDialogButtonBox::AcceptRole);
    buttons->addButton(QDialogButtonBox::Cancel)->setObjectName(u"gatherCancel"_s);
    m_add->setObjectName(u"gatherAdd"_s);
    m_add->setProperty("primary", true);
    m_add->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &GatherDialog::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_headline);
    layout->addWidget(m_progress);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshEvery);
    connect(&m_refresh, &QTimer::timeout, this, &GatherDialog::refresh);
    refresh();
}

void GatherDialog::extend(const QStringList &paths) {
    m_paths << paths;
    ++m_walks;
    refresh();
}

void GatherDialog::add(const QList<runs::IntakeItem> &items) {
    m_gathering.add(items);
    if (!m_refresh.isActive())
        m_refresh.start();
}

void GatherDialog::finish(const runs::WalkReport &report) {
    --m_walks;
    m_report.folders += report.folders;
    m_report.hidden += report.hidden;
    m_report.temporary += report.temporary;
    m_report.loops += report.loops;
    m_report.vanished += report.vanished;
    m_report.unreadable << report.unreadable;
    m_report.unreadableCount += report.unreadableCount;
    m_report.limited = m_report.limited || report.limited;
    refresh();
}

void GatherDialog::refresh() {
    m_refresh.stop();
    m_filling = true;
    refreshKinds();
    refreshLeftOver();
    m_filling = false;

    int count = 0;
    qint64 bytes = 0;
    for (const runs::Gathering::Kind &kind : m_gathering.kinds()) {
        if (!m_leftOut.contains(kind.label)) {
            count += kind.files;
            bytes += kind.bytes;
        }
    }
    const QString first = QDir::toNativeSeparators(m_paths.value(0));
    const QString name = QFileInfo(m_paths.value(0)).fileName();
    m_headline->setText(m_paths.size() == 1
                            ? tr("Add the files in “%1”?").arg(name.isEmpty() ? first : name)
                            : tr("Add %1 files and folders?").arg(number(int(m_paths.size()))));
    m_headline->setToolTip(Qt::convertFromPlainText(first, Qt::WhiteSpaceNormal));

    QStringList words;
    if (m_walks > 0) {
        words << tr("Counting: %1 so far").arg(files(m_gathering.looked()));
    } else {
        words << tr("Looked at %1").arg(files(m_gathering.looked()));
        if (m_report.folders > 0)
            words << folders(m_report.folders);
    }
    if (count > 0)
        words << tr("%1 to add").arg(bytesText(bytes));
    QString progress = words.join(u" · "_s);
    if (m_report.limited)
        progress += u'\n' + tr("There are more: only the first %1 entries were looked at.")
                                .arg(number(runs::WalkLimits().entries));
    m_progress->setText(progress);
    m_add->setText(count == 0 ? tr("Add files") : tr("Add %1").arg(files(count)));
    // What is shown is what is added: not before all of it is.
    m_add->setEnabled(m_walks == 0 && count > 0);
}

void GatherDialog::setLine(QTreeWidgetItem *item, const QString &words, const QString &detail) {
    item->setText(Words, words);
    item->setToolTip(
        Words, detail.isEmpty() ? QString() : Qt::convertFromPlainText(detail, Qt::WhiteSpaceNormal));
}

void GatherDialog::refreshKinds() {
    const QList<runs::Gathering::Kind> &kinds = m_gathering.kinds();
    for (int i = 0; i < kinds.size(); ++i) {
        const runs::Gathering::Kind &kind = kinds.at(i);
        QTreeWidgetItem *item = m_list->topLevelItem(i);
        if (!item || item == m_refused) {
            item = new QTreeWidgetItem;
            m_list->insertTopLevelItem(i, item);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setData(Words, Qt::UserRole, kind.label);
            item->setTextAlignment(Count, Qt::AlignRight | Qt::AlignVCenter);
            item->setTextAlignment(Size, Qt::AlignRight | Qt::AlignVCenter);
        }
        if (!m_decided.contains(kind.label)) {
            m_decided << kind.label;
            if (!kind.usual)
                m_leftOut << kind.label;
        }
        setLine(item, kind.usual ? kind.label : tr("%1 (the service does not list it)").arg(kind.label), {});
        item->setText(Count, files(kind.files));
        item->setText(Size, bytesText(kind.bytes));
        item->setCheckState(Words, m_leftOut.contains(kind.label) ? Qt::Unchecked : Qt::Checked);
    }
}

void GatherDialog::refreshLeftOver() {
    struct Line {
        QString words;
        int count;
        QString detail;
    };
    QList<Line> lines;
    for (const runs::Gathering::Refusal &refusal : m_gathering.refusals())
        lines << Line{refusal.reason, refusal.files, refusal.paths.join(u'\n')};
    lines << Line{tr("hidden"), m_report.hidden, {}}
          << Line{tr("temporary: locks of open documents, unfinished downloads"), m_report.temporary, {}}
          << Line{tr("folders that cannot be read"), m_report.unreadableCount,
                 m_report.unreadable.join(u'\n')}
          << Line{tr("folders that are linked into themselves"), m_report.loops, {}}
          << Line{tr("gone meanwhile"), m_report.vanished, {}};
    int all = 0;
    for (const Line &line : std::as_const(lines))
        all += line.count;
    if (all == 0)
        return;
    if (!m_refused) {
        m_refused = new QTreeWidgetItem(m_list);
        m_refused->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        m_refused->setTextAlignment(Count, Qt::AlignRight | Qt::AlignVCenter);
    }
    setLine(m_refused, tr("Not taken"), {});
    m_refused->setText(Count, number(all));
    int row = 0;
    for (const Line &line : std::as_const(lines)) {
        if (line.count == 0)
            continue;
        QTreeWidgetItem *item = m_refused->child(row++);
        if (!item) {
            item = new QTreeWidgetItem(m_refused);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            item->setTextAlignment(Count, Qt::AlignRight | Qt::AlignVCenter);
        }
        setLine(item, line.words, line.detail);
        item->setText(Count, number(line.count));
    }
    m_refused->setExpanded(true);
}

void GatherDialog::take() {
    const QList<runs::IntakeItem> items = m_gathering.taken(m_leftOut);
    accept();
    emit taken(items);
}

} // namespace ui
