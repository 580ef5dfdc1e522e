// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;

namespace ui {

class RawView;

/// The received bytes as UTF-8 text with line numbers. Plain text, never rich. Of a long reply the beginning,
/// and it says so.
class RawPage : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype shownLimit = 2'000'000; ///< bytes

    explicit RawPage(QWidget *parent = nullptr);

    /// Laid out when the page is next seen, as that is what costs time.
    void setBytes(const QByteArray &bytes);

signals:
    void saveRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fill();

    RawView *m_view;
    QCheckBox *m_wrap;
    QWidget *m_cutRow;
    QLabel *m_cutWords;
    QByteArray m_bytes;
    bool m_filled = true;
};

} // namespace ui
