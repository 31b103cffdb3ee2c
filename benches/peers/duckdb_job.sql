-- The export job in DuckDB, file to result file.
--
--     TABLE=schools.csv RESULT=result.csv duckdb -f duckdb_job.sql
--
-- One parallel scan of the needed columns. A row for each school and stage is kept and read twice: for the
-- means, then for the squared distances from them.

SET VARIABLE input = getenv('TABLE');
SET VARIABLE output = getenv('RESULT');

-- A blank cell means that the column does not apply.
CREATE TEMP MACRO amount(cell) AS coalesce(cell, 0);
CREATE TEMP MACRO by_stage(stage, primary_cell, junior_cell) AS
    amount(CASE stage WHEN 1 THEN primary_cell ELSE junior_cell END);
CREATE TEMP MACRO mean(pupils, x) AS sum(pupils * x) / sum(pupils);
CREATE TEMP MACRO squares(pupils, x, mean) AS sum(pupils * (x - mean) * (x - mean));
CREATE TEMP MACRO cv(mean, squares, pupils) AS
    CASE WHEN mean = 0 THEN 0 ELSE sqrt(squares / pupils) / mean END;

COPY (
WITH
    export AS (
        -- All columns are named, so that nothing has to be guessed from the data first.
        SELECT * FROM read_csv(getvariable('input'), auto_detect = false, header = true,
            delim = ',', quote = '"', escape = '"', columns = {
            '统计年份': 'INTEGER', '学校标识码': 'VARCHAR', '学校名称': 'VARCHAR', '学校地址': 'VARCHAR',
            '邮政编码': 'VARCHAR', '省': 'VARCHAR', '市': 'VARCHAR', '县代码': 'VARCHAR',
            '县': 'VARCHAR', '乡镇街道': 'VARCHAR', '办学类型': 'VARCHAR', '城乡类型': 'VARCHAR',
            '办学性质': 'VARCHAR', '举办者': 'VARCHAR', '办学状态': 'VARCHAR', '是否寄宿制': 'VARCHAR',
            '建校年份': 'VARCHAR', '校长姓名': 'VARCHAR', '联系电话': 'VARCHAR', '小学在校生数': 'DOUBLE',
            '初中在校生数': 'DOUBLE', '高中在校生数': 'DOUBLE', '小学班数': 'VARCHAR', '初中班数': 'VARCHAR',
            '高中班数': 'VARCHAR', '小学最大班额': 'VARCHAR', '初中最大班额': 'VARCHAR', '小学专任教师数': 'DOUBLE',
            '初中专任教师数': 'DOUBLE', '高中专任教师数': 'VARCHAR', '小学高于规定学历教师数': 'DOUBLE',
            '初中高于规定学历教师数': 'DOUBLE', '小学骨干教师数': 'DOUBLE', '初中骨干教师数': 'DOUBLE',
            '小学体育艺术教师数': 'DOUBLE', '初中体育艺术教师数': 'DOUBLE', '小学中级及以上职称教师数': 'DOUBLE',
            '初中中级及以上职称教师数': 'DOUBLE', '教学及辅助用房面积': 'DOUBLE', '体育运动场馆面积': 'DOUBLE',
            '教学仪器设备值': 'DOUBLE', '网络多媒体教室数': 'DOUBLE', '计算机台数': 'DOUBLE', '图书册数': 'DOUBLE',
            '音乐教室数': 'VARCHAR', '美术教室数': 'VARCHAR', '实验室数': 'VARCHAR', '校园占地面积': 'VARCHAR',
            '校舍建筑面积': 'VARCHAR', '绿化用地面积': 'VARCHAR', '固定资产总值': 'VARCHAR', '寄宿生数': 'VARCHAR',
            '随迁子女数': 'VARCHAR', '农村留守儿童数': 'VARCHAR', '残疾学生数': 'VARCHAR', '招生数': 'VARCHAR',
            '毕业生数': 'VARCHAR', '教职工数': 'VARCHAR', '交流轮岗教师数': 'VARCHAR', '培训学时': 'VARCHAR',
            '校医数': 'VARCHAR', '供水方式': 'VARCHAR', '厕所类型': 'VARCHAR', '备注': 'VARCHAR'
        })
    ),

    -- s_: the standard. n_: 85 % of it, the line nobody may miss.
    stages AS (
        SELECT * FROM (VALUES
            (1, '小学', 1.0::DOUBLE, 0.50::DOUBLE, 0.65::DOUBLE,
                4.2::DOUBLE, 1.0::DOUBLE, 0.9::DOUBLE, 4.5::DOUBLE, 7.5::DOUBLE, 2000.0::DOUBLE, 2.3::DOUBLE,
                3.57::DOUBLE, 0.85::DOUBLE, 0.765::DOUBLE, 3.825::DOUBLE, 6.375::DOUBLE, 1700.0::DOUBLE, 1.955::DOUBLE),
            (2, '初中', 1.1, 0.45, 0.55,
                5.3, 1.0, 0.9, 5.8, 10.2, 2500.0, 2.4,
                4.505, 0.85, 0.765, 4.93, 8.67, 2125.0, 2.04)
        ) AS t(stage, name, weight, cv_limit, composite_limit,
            s_hi, s_bb, s_sa, s_ta, s_sp, s_eq, s_mm,
            n_hi, n_bb, n_sa, n_ta, n_sp, n_eq, n_mm)
    ),

    schools AS (
        SELECT *, amount(小学在校生数) AS p1, amount(初中在校生数) AS p2, amount(高中在校生数) AS p3,
            1 * p1 + 1.1::DOUBLE * p2 + 1.32::DOUBLE * p3 AS weighted
        FROM export
        WHERE 办学状态 = '正常' AND NOT (办学类型 = '教学点' AND amount(小学在校生数) < 50)
    ),

    amounts AS (
        SELECT 统计年份, 县代码, 县, stages.*,
            CASE stage WHEN 1 THEN p1 ELSE p2 END AS pupils,
            weight * pupils / weighted AS share,
            by_stage(stage, 小学高于规定学历教师数, 初中高于规定学历教师数) AS hi,
            by_stage(stage, 小学骨干教师数, 初中骨干教师数) AS bb,
            by_stage(stage, 小学体育艺术教师数, 初中体育艺术教师数) AS sa,
            by_stage(stage, 小学专任教师数, 初中专任教师数) AS tt,
            by_stage(stage, 小学中级及以上职称教师数, 初中中级及以上职称教师数) AS mt,
            amount(教学及辅助用房面积) * share AS ta,
            amount(体育运动场馆面积) * share AS sp,
            amount(教学仪器设备值) * 10000 * share AS eq,
            amount(网络多媒体教室数) * share AS mm,
            amount(计算机台数) * share AS pc,
            amount(图书册数) * share AS bk
        FROM schools, stages
        WHERE pupils > 0
    ),

    levels AS MATERIALIZED (
        SELECT 统计年份, 县代码, 县, stage, pupils,
            100 * hi / pupils AS x_hi,
            100 * bb / pupils AS x_bb,
            100 * sa / pupils AS x_sa,
            ta / pupils AS x_ta,
            sp / pupils AS x_sp,
            eq / pupils AS x_eq,
            100 * mm / pupils AS x_mm,
            100 * pc / pupils AS x_pc,
            bk / pupils AS x_bk,
            tt / pupils AS x_tt,
            mt / pupils AS x_mt,
            (x_hi >= s_hi)::INT + (x_bb >= s_bb)::INT + (x_sa >= s_sa)::INT + (x_ta >= s_ta)::INT
                + (x_sp >= s_sp)::INT + (x_eq >= s_eq)::INT + (x_mm >= s_mm)::INT >= 6
            AND x_hi >= n_hi AND x_bb >= n_bb AND x_sa >= n_sa AND x_ta >= n_ta
            AND x_sp >= n_sp AND x_eq >= n_eq AND x_mm >= n_mm AS reaches
        FROM amounts
    ),

    means AS (
        SELECT 统计年份, 县代码, stage, any_value(县) AS 县,
            count(*) AS schools, count(*) FILTER (reaches) AS reaching, sum(pupils) AS total,
            mean(pupils, x_hi) AS m_hi,
            mean(pupils, x_bb) AS m_bb,
            mean(pupils, x_sa) AS m_sa,
            mean(pupils, x_ta) AS m_ta,
            mean(pupils, x_sp) AS m_sp,
            mean(pupils, x_eq) AS m_eq,
            mean(pupils, x_mm) AS m_mm,
            mean(pupils, x_pc) AS m_pc,
            mean(pupils, x_bk) AS m_bk,
            mean(pupils, x_tt) AS m_tt,
            mean(pupils, x_mt) AS m_mt
        FROM levels
        GROUP BY 统计年份, 县代码, stage
    ),

    distances AS (
        SELECT 统计年份, 县代码, stage,
            squares(pupils, x_hi, m_hi) AS q_hi,
            squares(pupils, x_bb, m_bb) AS q_bb,
            squares(pupils, x_sa, m_sa) AS q_sa,
            squares(pupils, x_ta, m_ta) AS q_ta,
            squares(pupils, x_sp, m_sp) AS q_sp,
            squares(pupils, x_eq, m_eq) AS q_eq,
            squares(pupils, x_mm, m_mm) AS q_mm,
            squares(pupils, x_pc, m_pc) AS q_pc,
            squares(pupils, x_bk, m_bk) AS q_bk,
            squares(pupils, x_tt, m_tt) AS q_tt,
            squares(pupils, x_mt, m_mt) AS q_mt
        FROM levels JOIN means USING (统计年份, 县代码, stage)
        GROUP BY 统计年份, 县代码, stage
    ),

    variations AS (
        SELECT 统计年份, 县代码, 县, stage, schools, reaching, total,
            cv(m_hi, q_hi, total) AS cv_hi,
            cv(m_bb, q_bb, total) AS cv_bb,
            cv(m_sa, q_sa, total) AS cv_sa,
            cv(m_ta, q_ta, total) AS cv_ta,
            cv(m_sp, q_sp, total) AS cv_sp,
            cv(m_eq, q_eq, total) AS cv_eq,
            cv(m_mm, q_mm, total) AS cv_mm,
            cv(m_pc, q_pc, total) AS cv_pc,
            cv(m_bk, q_bk, total) AS cv_bk,
            cv(m_tt, q_tt, total) AS cv_tt,
            cv(m_mt, q_mt, total) AS cv_mt
        FROM means JOIN distances USING (统计年份, 县代码, stage)
    ),

    verdicts AS (
        SELECT *,
            (cv_ta + cv_sp + cv_eq + cv_pc + cv_bk + cv_tt + cv_hi + cv_mt) / 8 AS composite,
            greatest(cv_hi, cv_bb, cv_sa, cv_ta, cv_sp, cv_eq, cv_mm) AS largest,
            (reaching = schools AND largest <= cv_limit)::INT AS quality,
            (composite <= composite_limit)::INT AS basic
        FROM variations JOIN stages USING (stage)
    )

SELECT 统计年份, 县代码, 县, name AS 学段,
    schools AS 学校数, reaching AS 达标学校数, total::BIGINT AS 在校生数,
    cv_hi, cv_bb, cv_sa, cv_ta, cv_sp, cv_eq, cv_mm, cv_pc, cv_bk, cv_tt, cv_mt, composite AS 综合差异系数,
    quality AS 优质达标, basic AS 基本均衡,
    min(quality) OVER county AS 县优质, min(basic) OVER county AS 县基本
FROM verdicts
WINDOW county AS (PARTITION BY 统计年份, 县代码)
ORDER BY 统计年份, 县代码, stage
) TO (getvariable('output')) (FORMAT csv, HEADER);
