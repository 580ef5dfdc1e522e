// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace settings {
class ApiKeys;
}

namespace ui {

/// The API key: its state in words with the remedy, and what can be done about it. The field is write-only: a
/// stored key is never shown, and what was typed is wiped when it was taken or the panel goes out of sight.
class KeyPanel : public QWidget {
    Q_OBJECT

public:
    /// `keys` is not owned and must outlive the panel.
    explicit KeyPanel(settings::ApiKeys *keys, QWidget *parent = nullptr);

    /// Where no key is in use, that is what people come for. False: there is one.
    bool focusField();
    void showTestResult(bool ok, const QString &words);
    /// Empty, or why the key cannot be tested now.
    void setTestBlocked(const QString &reason);

signals:
    void testRequested();

protected:
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Pending { Nothing, Save, Remove, Test };

    void updateState();
    void updateButtons();
    void updateSymbol();
    void save();
    void useForSession();
    void remove();
    void finish(const QString &error);
    void test();
    bool acceptTyped();
    void wipe();
    void showOutcome(bool ok, const QString &words);

    settings::ApiKeys *m_keys;
    QLabel *m_symbol;
    QLabel *m_state;
    QLabel *m_remedy;
    QLineEdit *m_field;
    QPushButton *m_save;
    QPushButton *m_session;
    QPushButton *m_tryAgain;
    QPushButton *m_remove;
    QPushButton *m_test;
    QWidget *m_confirmRow;
    QLabel *m_confirmWords;
    QLabel *m_outcomeSymbol;
    QLabel *m_outcome;
    QString m_testBlocked;
    Pending m_pending = Pending::Nothing;
    bool m_outcomeOk = false;
};

} // namespace ui
