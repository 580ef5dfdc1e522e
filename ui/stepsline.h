// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QWidget>

namespace ui {

/// The way of a run in a few steps, each with the time at which it was reached.
class StepsLine : public QWidget {
    Q_OBJECT

public:
    enum class Mark { Done, Current, Bad, Doubtful, Ended, Ahead };
    struct Step {
        QString words;
        QString time; ///< empty when not reached
        Mark mark = Mark::Ahead;

        bool operator==(const Step &) const = default;
    };

    explicit StepsLine(QWidget *parent = nullptr);

    void setSteps(const QList<Step> &steps);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Step> m_steps;
};

} // namespace ui
