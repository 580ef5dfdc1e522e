// SPDX-License-Identifier: MIT
#include "ui/workflowpicker.h"

#include "app/runs/workflowcatalog.h"
#include "ui/elidedbutton.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/workflownames.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QTextDocument>
#include <QToolButton>
#include <QUuid>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using State = runs::WorkflowCatalog::State;

namespace ui {

namespace {

constexpr int narrowest = 220; // of the box
constexpr int widest = 340;
constexpr int narrowestWords = 28; // the symbol of an error

/// A wheel that passes over it on the way to something else must not change where documents go.
class CalmComboBox : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent *event) override {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

/// Finds by SearchRole, puts the name into the box.
class NameCompleter : public QCompleter {
public:
    using QCompleter::QCompleter;
    QString pathFromIndex(const QModelIndex &index) const override { return index.data().toString(); }
};

bool isUuid(const QString &text) {
    return text.size() == 36 && !QUuid::fromString(text).isNull();
}

} // namespace

WorkflowPicker::WorkflowPicker(runs::WorkflowCatalog *catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_names(new WorkflowNames(this))
    , m_combo(new CalmComboBox(this))
    , m_words(new ElidedButton(this))
    , m_reload(new QToolButton(this)) {
    setObjectName(u"workflowPicker"_s);
    m_names->setSourceModel(catalog);

    m_combo->setObjectName(u"workflowCombo"_s);
    m_combo->setAccessibleName(tr("Workflow"));
    m_combo->setEditable(true);
    m_combo->setInsertPolicy(QComboBox::NoInsert);
    m_combo->setModel(m_names);
    m_combo->setCurrentIndex(-1);
    m_combo->setFocusPolicy(Qt::StrongFocus);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    // As wide as an id needs, whatever is said beside it and however wide the window.
    m_combo->setMinimumContentsLength(36);
    m_combo->setMinimumWidth(narrowest);
    m_combo->setMaximumWidth(widest);
    m_combo->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_combo->setItemDelegate(new WorkflowDelegate(m_combo));
    m_combo->lineEdit()->setObjectName(u"workflowEdit"_s);
    m_combo->lineEdit()->setAccessibleName(tr("Workflow"));
    m_combo->lineEdit()->installEventFilter(this);
    setFocusProxy(m_combo);

    auto *completer = new NameCompleter(m_names, m_combo);
    completer->setCompletionRole(WorkflowNames::SearchRole);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(10);
    m_combo->setCompleter(completer);
    completer->popup()->setObjectName(u"workflowMatches"_s);
    completer->popup()->setAccessibleName(tr("Matching workflows"));
    completer->popup()->setProperty("popup", true);
    completer->popup()->setItemDelegate(new WorkflowDelegate(completer));

    m_words->setObjectName(u"workflowState"_s);
    m_words->setProperty("link", true);
    m_words->setLargestWidth(260);
    m_words->setMinimumWidth(narrowestWords);
    m_words->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_words->setIconSize({18, 14}); // with some air before the words

    m_reload->setObjectName(u"workflowReload"_s);
    m_reload->setIcon(icon(u"refresh"_s));
    m_reload->setIconSize({16, 16});
    m_reload->setAccessibleName(tr("Load the workflows again"));
    m_reload->setToolTip(tr("Load the workflows again"));
    m_reload->setFocusPolicy(Qt::StrongFocus);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid / 2);
    layout->addWidget(m_combo);
    layout->addWidget(m_reload);
    layout->addWidget(m_words, 1); // first to shrink
    // Never wider than it needs: in a wide window the bar would spread its parts.
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);

    connect(m_combo, &QComboBox::activated, this, [this](int row) {
        chooseByHand(m_names->index(row, 0).data(runs::WorkflowCatalog::IdRole).toString());
    });
    connect(m_combo->lineEdit(), &QLineEdit::textEdited, this, &WorkflowPicker::textEdited);
    connect(m_combo->lineEdit(), &QLineEdit::editingFinished, this, &WorkflowPicker::editingFinished);
    connect(m_reload, &QToolButton::clicked, this, &WorkflowPicker::reloadRequested);
    connect(m_words, &QPushButton::clicked, this, &WorkflowPicker::errorDetailsRequested);
    // The combo box forgets its text when its rows change; what was chosen or typed is put back after it.
    connect(m_names, &QAbstractItemModel::modelAboutToBeReset, this,
        [this] { m_combo->setProperty("textBefore", m_combo->currentText()); });
    connect(m_names, &QAbstractItemModel::modelReset, this, [this] {
        const QString before = m_combo->property("textBefore").toString();
        choose(m_id);
        if (m_id.isEmpty())
            showText(before);
        updateState();
    });
    connect(catalog, &runs::WorkflowCatalog::stateChanged, this, &WorkflowPicker::updateState);
    updateState();
}

WorkflowPicker::~WorkflowPicker() {
    // A box that dies with the focus in it still says that editing has finished, to a picker that is gone.
    m_combo->lineEdit()->disconnect(this);
}

QSize WorkflowPicker::minimumSizeHint() const {
    // The words come and go; the room for their symbol is always counted, or the bar would need more at
    // times.
    const int gap = metrics::grid / 2;
    return {narrowest + gap + m_reload->sizeHint().width() + gap + narrowestWords,
        QWidget::minimumSizeHint().height()};
}

void WorkflowPicker::setWorkflowId(const QString &id) {
    m_lastId = id.trimmed();
    choose(m_lastId);
}

void WorkflowPicker::chooseByHand(const QString &id) {
    choose(id);
    if (!m_id.isEmpty())
        emit workflowChosen(m_id);
}

/// Makes an id, listed or not, or none (empty) the chosen one, and shows it.
void WorkflowPicker::choose(const QString &id) {
    const int row = m_catalog->rowOf(id);
    const QString name = m_catalog->nameOf(id);
    {
        const QSignalBlocker quiet(m_combo);
        m_combo->setCurrentIndex(row);
    }
    showText(name);
    if (!id.isEmpty())
        m_lastId = id;
    const bool changed = id != m_id || name != m_name;
    m_id = id;
    m_name = name;
    updateState();
    if (changed)
        emit workflowChanged(m_id, m_name);
}

void WorkflowPicker::showText(const QString &text) {
    if (m_combo->lineEdit()->text() != text)
        m_combo->lineEdit()->setText(text);
    m_combo->lineEdit()->setCursorPosition(0); // the beginning of a long name
}

void WorkflowPicker::textEdited(const QString &text) {
    const QString wanted = text.trimmed();
    QString id = wanted.isEmpty() ? QString() : m_names->idOf(wanted);
    if (id.isEmpty() && isUuid(wanted))
        id = wanted;
    const QString name = id.isEmpty() ? QString() : m_catalog->nameOf(id);
    if (id != m_id || name != m_name) {
        m_id = id;
        m_name = name;
        emit workflowChanged(m_id, m_name);
        if (!m_id.isEmpty())
            emit workflowChosen(m_id);
    }
    updateState();
}

void WorkflowPicker::editingFinished() {
    const QString typed = m_combo->currentText().trimmed();
    if (typed.isEmpty() && m_id.isEmpty()) {
        if (!m_lastId.isEmpty())
            choose(m_lastId);
        return;
    }
    if (m_id.isEmpty()) {
        const QStringList ids = m_names->idsWith(typed);
        if (ids.size() == 1)
            chooseByHand(ids.first());
        return;
    }
    choose(m_id); // a typed id becomes the name, a name its right spelling
}

bool WorkflowPicker::eventFilter(QObject *watched, QEvent *event) {
    // A click into the box selects all of it, so that typing starts a new search; a second click sets the
    // cursor.
    if (event->type() == QEvent::FocusIn) {
        m_selectOnRelease = static_cast<QFocusEvent *>(event)->reason() == Qt::MouseFocusReason;
    } else if (event->type() == QEvent::MouseButtonRelease && m_selectOnRelease) {
        m_selectOnRelease = false;
        if (!m_combo->lineEdit()->hasSelectedText())
            m_combo->lineEdit()->selectAll();
    }
    return QWidget::eventFilter(watched, event);
}

void WorkflowPicker::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateState(); // the error's symbol is in a colour of the theme
}

void WorkflowPicker::updateState() {
    const State state = m_catalog->state();
    const bool listed = m_catalog->rowCount() > 0;
    const QString typed = m_combo->currentText().trimmed();

    QString placeholder = tr("Choose a workflow");
    if (!listed && state == State::Loading)
        placeholder = tr("Loading workflows…");
    else if (!listed && state == State::Empty)
        placeholder = tr("No workflows yet");
    else if (!listed && state == State::Failed)
        placeholder = tr("Paste a workflow id");
    m_combo->lineEdit()->setPlaceholderText(placeholder);

    QString words;
    QString tone = u"dim"_s;
    if (state == State::Failed) {
        words = m_catalog->error().summary.isEmpty() ? tr("Workflows could not be loaded")
                                                     : m_catalog->error().summary;
        tone = u"bad"_s;
    } else if (state == State::Loading) {
        // The box says it itself while it has room for it.
        words = listed || !typed.isEmpty() ? tr("Loading workflows…") : QString();
    } else if (state == State::Empty && m_id.isEmpty() && typed.isEmpty()) {
        words = tr("create one in the AnyFormat web app"); // after the box's "No workflows yet"
    } else if (!m_id.isEmpty() && m_catalog->rowOf(m_id) < 0 &&
               (state == State::Loaded || state == State::Empty)) {
        words = tr("custom id");
    } else if (m_id.isEmpty() && !typed.isEmpty()) {
        const bool some = !m_names->idsWith(typed).isEmpty();
        words = some ? tr("choose from the list") : tr("no such workflow");
        tone = some ? u"dim"_s : u"doubt"_s;
    }
    m_words->setIcon(state == State::Failed
                         ? QIcon(iconPixmap(u"warning"_s, colorsOf(this).bad, 14, devicePixelRatioF()))
                         : QIcon());
    m_words->setFullText(words);
    m_words->setAccessibleName(words.isEmpty() ? tr("State of the workflows") : words);
    m_words->setVisible(!words.isEmpty());
    m_words->setEnabled(state == State::Failed);
    setStyleProperty(m_words, "tone", tone);
    updateToolTip();
}

void WorkflowPicker::updateToolTip() {
    QStringList lines;
    if (!m_id.isEmpty()) {
        const int row = m_catalog->rowOf(m_id);
        const QModelIndex at = m_catalog->index(qMax(0, row));
        lines << m_name << (row < 0 ? QString() : at.data(runs::WorkflowCatalog::DescriptionRole).toString());
        if (m_id != m_name)
            lines << m_id;
        lines.removeAll(QString());
    }
    // Escaped: the service's names must not be taken for rich text.
    m_combo->setToolTip(
        lines.isEmpty() ? QString() : Qt::convertFromPlainText(lines.join(u'\n'), Qt::WhiteSpaceNormal));
}

} // namespace ui
